// Package catalogue reads and writes releases (bản phát hành): everything the
// assistant knows, as an immutable set of content-addressed parts.
//
// [ReadTree] reads the files a program ships with, [Overlay] lays curated
// procedures over imported ones, [Assemble] checks a [Content] and turns it
// into a [Snapshot], and a [Store] keeps snapshots on disk and says which one
// is current. [Compare] tells clerks what a new release changes.
//
// Equal content gives an equal release, byte for byte, whoever makes it and
// in whatever order: the ID of a release is a digest of what it says.
//
// The package must not parse foreign formats (that is knowledge/intake), must
// not know what stands in a phrase file, and never changes a release that
// exists: corrections are new releases.
package catalogue

// Package data embeds the files the program ships with: curated procedures,
// legal documents, administrative units, phrases and the schemas of them all.
package data

import "embed"

// Files is the data tree, as knowledge/catalogue.ReadTree reads it.
//
//go:embed catalogue eval laws phrases schema units
var Files embed.FS

// Package eval measures the assistant on labelled questions: which procedure
// comes first, which facets are understood, what is refused, what is wrongly
// stated as fact, and how long it takes.
//
// A result is printed as a table and kept as JSON; [Compare] finds what became
// worse than a baseline. Figures on small sets carry 95 % bootstrap intervals
// (Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979; percentile
// method, fixed seed).
package eval

// Package ops is what an operator sees of the program: its log, its metrics, its
// probes and its version. Nothing a resident reads is made here, and nothing a
// resident wrote passes through.
package ops

// Package intake turns foreign formats into the types of package knowledge.
//
// It reads the export of the national portal (Cổng Dịch vụ công quốc gia), one
// procedure a line, and hands back procedures together with a [Report] of every
// row refused and every value doubted. It reads facts out of text and prefers
// saying nothing to saying something the row does not support: a time without a
// unit, an amount that lost its thousands, a bare "Miễn phí" become "not
// stated" and a doubt in the report.
//
// It must not decide what is published, look anything up, or complete a row
// with knowledge of its own.
package intake

package eval

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// WriteText prints the result as a table.
func (r *Result) WriteText(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
	fmt.Fprintf(tw, "items %d, turns %d\n\n", r.Items, r.Turns)
	fmt.Fprintf(tw, "right procedure\tn\tR@1\t95 %%\tR@3\tMRR\n")
	row := func(name string, v Retrieval) {
		if v.At1.N > 0 {
			fmt.Fprintf(tw, "%s\t%d\t%.3f\t%.3f-%.3f\t%.3f\t%.3f\n", name, v.At1.N, v.At1.Value, v.At1.Low, v.At1.High, v.At3.Value, v.MRR.Value)
		}
	}
	row("all", r.All)
	for _, k := range keys(r.ByNoise) {
		row("  noise "+k, r.ByNoise[k])
	}
	for _, k := range keys(r.ByLang) {
		row("  language "+k, r.ByLang[k])
	}
	fmt.Fprintf(tw, "\nmeasure\tn\tvalue\t95 %%\n")
	for _, m := range r.measures() {
		if m.share.N > 0 {
			fmt.Fprintf(tw, "%s\t%d\t%.3f\t%.3f-%.3f\n", m.label, m.share.N, m.share.Value, m.share.Low, m.share.High)
		}
	}
	if len(r.Outcomes) > 0 {
		fmt.Fprintf(tw, "\nwanted \\ got\t%s\n", strings.Join(outcomeColumns(), "\t"))
		for _, want := range keys(r.Outcomes) {
			fmt.Fprintf(tw, "%s", want)
			for _, got := range outcomeColumns() {
				fmt.Fprintf(tw, "\t%d", r.Outcomes[want][got])
			}
			fmt.Fprintln(tw)
		}
	}
	if r.P99 > 0 {
		fmt.Fprintf(tw, "\nlatency\tp50 %s\tp99 %s\n", r.P50, r.P99)
	}
	return tw.Flush()
}

// WriteMisses prints what went wrong, one question a paragraph.
func (r *Result) WriteMisses(w io.Writer) error {
	for i := range r.Misses {
		j := &r.Misses[i]
		_, err := fmt.Fprintf(w, "%s/%d [%s] %q\n   want %s %v, got %s %s (rank %d, rule %s)\n", j.Item, j.Turn+1, j.Noise, j.Text, j.Want.Outcome, j.Want.Codes, j.Got, j.Code, j.Rank, j.Rule)
		if err != nil {
			return err
		}
		for k, c := range j.Top[:min(3, len(j.Top))] {
			if _, err := fmt.Fprintf(w, "   %d. %s %.2f %s\n", k+1, c.Code, c.Score, c.Name); err != nil {
				return err
			}
		}
	}
	return nil
}

func outcomeColumns() []string {
	return []string{"answered", "clarify", "unknown", "smalltalk", "handoff", "status"}
}

func keys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// measure is one figure with the direction in which it gets worse.
type measure struct {
	key, label string
	share      Share
	lowIsGood  bool
}

func (r *Result) measures() []measure {
	return []measure{
		{"facet_precision", "facets said that were asked", r.FacetPrecision, false},
		{"facet_recall", "facets asked that were said", r.FacetRecall, false},
		{"answered_right", "answerable, answered rightly", r.AnsweredRight, false},
		{"follow_up_right", "follow-ups answered rightly", r.FollowUpRight, false},
		{"pairs_agree", "spelling pairs with one first", r.PairsAgree, false},
		{"unknown_answered", "unknown items answered", r.UnknownAnswered, true},
		{"in_scope_refused", "in-scope items refused", r.InScopeRefused, true},
		{"wrong_fact", "wrong procedure stated as fact", r.WrongFact, true},
	}
}

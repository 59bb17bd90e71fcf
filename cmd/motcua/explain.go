package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"motcua/assistant"
)

// explained is how many candidates stand side by side in the table of features.
const explained = 4

// explain writes for staff why an answer came out as it did.
func explain(w io.Writer, a *assistant.Answer, took time.Duration) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	t := &a.Trace
	_, _ = fmt.Fprintf(tw, "\n---\noutcome\t%s\nrule\t%s\nsearched\t%s\nlanguage\t%s\nrelease\t%s\ntook\t%s\n",
		a.Outcome, t.Rule, t.Searched, a.Lang, t.Release, took.Round(time.Microsecond))
	for _, row := range []struct {
		name  string
		value []string
	}{{"facets", facetNames(a.Facets)}, {"opened", t.Opened}, {"hidden", t.Masked}} {
		if len(row.value) > 0 {
			_, _ = fmt.Fprintf(tw, "%s\t%s\n", row.name, strings.Join(row.value, ", "))
		}
	}
	if t.FollowUp {
		_, _ = fmt.Fprintf(tw, "follow-up\tyes\n")
	}
	explainCandidates(tw, t.Candidates)
	explainFeatures(tw, t.Candidates[:min(explained, len(t.Candidates))])
	if err := tw.Flush(); err != nil {
		return fmt.Errorf("write explanation: %w", err)
	}
	return nil
}

// explainCandidates writes a row for each candidate.
func explainCandidates(tw io.Writer, candidates []assistant.Candidate) {
	if len(candidates) == 0 {
		_, _ = fmt.Fprintf(tw, "\nno candidates\n")
		return
	}
	_, _ = fmt.Fprintf(tw, "\n\tcandidate\tscore\traw\tname\tbecause\n")
	for i := range candidates {
		c := &candidates[i]
		_, _ = fmt.Fprintf(tw, "%d\t%s\t%.3f\t%.2f\t%s\t%s\n",
			i+1, candidateID(c), c.Score, c.Raw, shorten(c.Name, 60), shorten(strings.Join(c.Because, ", "), 60))
	}
}

// explainFeatures writes a row for each feature: its weight and its value for
// the first candidates.
func explainFeatures(tw io.Writer, candidates []assistant.Candidate) {
	var names []string
	weights := make(map[string]float64)
	values := make([]map[string]float64, len(candidates))
	for i := range candidates {
		values[i] = make(map[string]float64)
		for _, f := range candidates[i].Features {
			if _, ok := weights[f.Name]; !ok {
				names = append(names, f.Name)
				weights[f.Name] = f.Weight
			}
			values[i][f.Name] = f.Value
		}
	}
	if len(names) == 0 {
		return
	}
	_, _ = fmt.Fprintf(tw, "\nfeature\tweight")
	for i := range candidates {
		_, _ = fmt.Fprintf(tw, "\t%s", candidateID(&candidates[i]))
	}
	_, _ = fmt.Fprintln(tw)
	for _, n := range names {
		_, _ = fmt.Fprintf(tw, "%s\t%.3f", n, weights[n])
		for i := range candidates {
			_, _ = fmt.Fprintf(tw, "\t%.3f", values[i][n])
		}
		_, _ = fmt.Fprintln(tw)
	}
}

// candidateID is the procedure's code, or the FAQ entry's id.
func candidateID(c *assistant.Candidate) string {
	if c.FAQ != "" {
		return "faq " + c.FAQ
	}
	return string(c.Code)
}

func facetNames(facets []assistant.Facet) []string {
	names := make([]string, len(facets))
	for i, f := range facets {
		names[i] = string(f)
	}
	return names
}

// shorten cuts text to at most limit runes.
func shorten(text string, limit int) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= limit {
		return string(runes)
	}
	return strings.TrimSpace(string(runes[:limit-1])) + "…"
}

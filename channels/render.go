package channels

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"motcua/assistant"
	"motcua/knowledge"
)

// maxLegal is how many legal documents one source line names; the rest is counted.
const maxLegal = 4

// PlainText writes an answer as text without any markup, for the terminal and
// for platforms that know nothing better: the blocks, then the sources with
// code, source, day and legal numbers, then the choices as a numbered list whose
// numbers are those [Talk] understands. Nothing of the trace is in it.
func PlainText(a assistant.Answer) string {
	w := wordingOf(a.Lang)
	var parts []string
	for i := range a.Blocks {
		if s := plainBlock(&a.Blocks[i], w); s != "" {
			parts = append(parts, s)
		}
	}
	if s := plainSources(a.Sources, a.Lang, w); s != "" {
		parts = append(parts, s)
	}
	if s := plainChoices(a.Choices, w); s != "" {
		parts = append(parts, s)
	}
	return strings.Join(parts, "\n\n")
}

func plainBlock(b *assistant.Block, w wording) string {
	switch b.Kind {
	case assistant.List:
		return plainList(b.Text, b.Items, func(int) string { return "- " })
	case assistant.Steps:
		return plainList(b.Text, b.Items, func(i int) string { return strconv.Itoa(i+1) + ". " })
	case assistant.Table:
		return plainTable(b)
	case assistant.WarnBlock:
		return plainWarning(b.Text, w)
	case assistant.Link:
		return joinNonEmpty(": ", b.Text, b.URL)
	case assistant.Paragraph, assistant.Heading:
	}
	return strings.TrimSpace(b.Text)
}

// plainList writes a lead-in and one line an item; the second and further lines
// of an item are indented to stand below its first word.
func plainList(lead string, items []string, mark func(int) string) string {
	lines := make([]string, 0, len(items)+1)
	if lead = strings.TrimSpace(lead); lead != "" {
		lines = append(lines, lead)
	}
	n := 0
	for _, item := range items {
		if item = strings.TrimSpace(item); item == "" {
			continue
		}
		m := mark(n)
		n++
		indent := strings.Repeat(" ", utf8.RuneCountInString(m))
		lines = append(lines, m+strings.ReplaceAll(item, "\n", "\n"+indent))
	}
	return strings.Join(lines, "\n")
}

// plainTable writes a row as "first: second", further cells with the heading of
// their column. Empty cells are left out.
func plainTable(b *assistant.Block) string {
	var lines []string
	if lead := strings.TrimSpace(b.Text); lead != "" {
		lines = append(lines, lead)
	}
	if len(b.Rows) < 2 {
		return strings.Join(lines, "\n")
	}
	head := b.Rows[0]
	for _, row := range b.Rows[1:] {
		if line := plainRow(head, row); line != "" {
			lines = append(lines, "- "+line)
		}
	}
	return strings.Join(lines, "\n")
}

func plainRow(head, row []string) string {
	var first string
	var rest []string
	for i, cell := range row {
		cell = strings.TrimSpace(cell)
		switch {
		case cell == "":
		case i == 0:
			first = cell
		case i >= 2 && i < len(head) && head[i] != "":
			rest = append(rest, head[i]+": "+cell)
		default:
			rest = append(rest, cell)
		}
	}
	return joinNonEmpty(": ", first, strings.Join(rest, "; "))
}

func plainWarning(text string, w wording) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.HasPrefix(text, strings.TrimSpace(w.Warning)) {
		return text
	}
	return w.Warning + text
}

func plainSources(sources []assistant.Citation, lang assistant.Lang, w wording) string {
	var lines []string
	seen := make(map[string]bool, len(sources))
	for i := range sources {
		line := plainSource(&sources[i], lang, w)
		if line == "" || seen[line] {
			continue
		}
		seen[line] = true
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func plainSource(c *assistant.Citation, lang assistant.Lang, w wording) string {
	var facts []string
	if c.Source != "" {
		facts = append(facts, c.Source)
	}
	if c.Code != "" {
		facts = append(facts, w.Code+string(c.Code))
	}
	if d := dateIn(c.Date, lang); d != "" {
		facts = append(facts, w.Date+d)
	}
	if len(facts) == 0 {
		return ""
	}
	line := w.Source + strings.Join(facts, ", ") + "."
	if c.URL != "" {
		line += " " + c.URL
	}
	if legal := plainLegal(c.Legal, w); legal != "" {
		line += "\n" + legal
	}
	return line
}

func plainLegal(legal []string, w wording) string {
	if len(legal) == 0 {
		return ""
	}
	named := legal[:min(len(legal), maxLegal)]
	line := w.Legal + strings.Join(named, "; ")
	if more := len(legal) - len(named); more > 0 {
		line += fmt.Sprintf(w.MoreLegal, more)
	}
	return line + "."
}

// dateIn writes a day or month the way readers of the language do.
func dateIn(d knowledge.Date, lang assistant.Lang) string {
	if lang == assistant.English || lang == assistant.Chinese {
		return string(d)
	}
	return d.Vietnamese()
}

func plainChoices(choices []assistant.Choice, w wording) string {
	if len(choices) == 0 {
		return ""
	}
	labels := make([]string, len(choices))
	for i, c := range choices {
		labels[i] = c.Label
	}
	width := utf8.RuneCountInString(strconv.Itoa(len(choices)))
	return plainList(w.Choices, labels, func(i int) string { return fmt.Sprintf("  %*d. ", width, i+1) })
}

// joinNonEmpty joins what is not empty.
func joinNonEmpty(sep string, parts ...string) string {
	kept := make([]string, 0, len(parts))
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}

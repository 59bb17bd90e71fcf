package ranking

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Lexicon knows the parts of a procedure's name that tell neighbours apart:
// actions (cấp, cấp lại, gia hạn, thu hồi ...) and qualifiers (có yếu tố nước
// ngoài, lưu động, khu vực biên giới ...), in the words of names and in those
// of residents. At most 32 of each, so that a set fits in a word.
type Lexicon struct {
	actions    group
	qualifiers group
	fillers    map[string]bool // folded syllables that say nothing about the topic
}

// group is one kind of class with its phrases.
type group struct {
	names []string          // class names; the position is the bit
	name  map[string]uint32 // folded phrase in a procedure's name to classes
	ask   map[string]uint32 // folded phrase in a question to classes
	most  int               // syllables of the longest phrase
	plain uint32            // classes that are the ordinary case
}

// ReadLexicon reads lines of tab-separated columns:
//
//	action|qualifier  <class>[*]  name|ask|both  <phrase>[ | <phrase> ...]
//	filler            -           -              <syllable> <syllable> ...
//
// A star after the class marks the ordinary case (cấp, đăng ký), which a
// question need not name. Lines that begin with # are comments.
func ReadLexicon(r io.Reader) (*Lexicon, error) {
	l := &Lexicon{actions: newGroup(), qualifiers: newGroup(), fillers: map[string]bool{}}
	sc := bufio.NewScanner(r)
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSpace(sc.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cols := strings.Split(line, "\t")
		if len(cols) != 4 {
			return nil, fmt.Errorf("lexicon line %d: %d columns, want 4", n, len(cols))
		}
		if err := l.addLine(cols); err != nil {
			return nil, fmt.Errorf("lexicon line %d: %w", n, err)
		}
	}
	return l, sc.Err()
}

func newGroup() group {
	return group{name: map[string]uint32{}, ask: map[string]uint32{}}
}

func (l *Lexicon) addLine(cols []string) error {
	switch cols[0] {
	case "action":
		return l.actions.add(cols[1], cols[2], cols[3])
	case "qualifier":
		return l.qualifiers.add(cols[1], cols[2], cols[3])
	case "filler":
		for _, t := range tokens(cols[3]) {
			l.fillers[t.folded] = true
		}
		return nil
	}
	return fmt.Errorf("unknown kind %q", cols[0])
}

func (g *group) add(class, side, phrases string) error {
	name, plain := strings.CutSuffix(class, "*")
	bit, err := g.bit(name)
	if err != nil {
		return err
	}
	if plain {
		g.plain |= bit
	}
	if side != "name" && side != "ask" && side != "both" {
		return fmt.Errorf("side %q, want name, ask or both", side)
	}
	for p := range strings.SplitSeq(phrases, "|") {
		ts := tokens(p)
		if len(ts) == 0 {
			return fmt.Errorf("empty phrase in class %q", name)
		}
		key := joinFolded(ts)
		g.most = max(g.most, len(ts))
		if side != "ask" {
			g.name[key] |= bit
		}
		if side != "name" {
			g.ask[key] |= bit
		}
	}
	return nil
}

func (g *group) bit(name string) (uint32, error) {
	for i, have := range g.names {
		if have == name {
			return 1 << i, nil
		}
	}
	if len(g.names) == 32 {
		return 0, fmt.Errorf("class %q: at most 32 classes", name)
	}
	g.names = append(g.names, name)
	return 1 << (len(g.names) - 1), nil
}

func joinFolded(ts []token) string {
	var b strings.Builder
	for i, t := range ts {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.folded)
	}
	return b.String()
}

// find returns the classes whose phrases occur; at each place the longest
// phrase wins, so that "cấp lại" is not also "cấp".
func (g *group) find(ts []token, table map[string]uint32) uint32 {
	var set uint32
	for i := 0; i < len(ts); {
		step := 1
		for n := min(g.most, len(ts)-i); n > 0; n-- {
			if bits, ok := table[joinFolded(ts[i:i+n])]; ok {
				set |= bits
				step = n
				break
			}
		}
		i += step
	}
	return set
}

// labels names the classes of a set, for explanations.
func (g *group) labels(set uint32) []string {
	var out []string
	for i, n := range g.names {
		if set&(1<<i) != 0 {
			out = append(out, n)
		}
	}
	return out
}

func (l *Lexicon) nameActions(ts []token) uint32    { return l.actions.find(ts, l.actions.name) }
func (l *Lexicon) askActions(ts []token) uint32     { return l.actions.find(ts, l.actions.ask) }
func (l *Lexicon) nameQualifiers(ts []token) uint32 { return l.qualifiers.find(ts, l.qualifiers.name) }
func (l *Lexicon) askQualifiers(ts []token) uint32  { return l.qualifiers.find(ts, l.qualifiers.ask) }

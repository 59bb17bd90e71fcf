package desk

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/assistant"
	"motcua/channels"
)

var update = flag.Bool("update", false, "rewrite the golden dialogues")

// dialogues are golden conversations: "> " is what a resident types, "! " the
// choice pressed, the lines after it what is answered. Lines that begin with #
// say what the dialogue is for.
const dialogues = "../../../assistant/testdata/dialogues"

func TestDialogues(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(dialogues, "*.txt"))
	if err != nil || len(files) < 25 {
		t.Fatalf("%d dialogues (%v), want at least 25", len(files), err)
	}
	d := open(t, shipped(t, nil), "")
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			body, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := replay(t, d, string(body))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != string(body) {
				t.Errorf("%s differs; run with -update and read the difference.\ngot:\n%s", file, got)
			}
		})
	}
}

// replay asks the questions of a dialogue anew and writes the whole dialogue.
func replay(t *testing.T, d *Desk, script string) string {
	t.Helper()
	var out strings.Builder
	var c assistant.Conversation
	asked := 0
	for line := range strings.Lines(script) {
		line = strings.TrimRight(line, "\n")
		q := assistant.Question{At: noon}
		switch {
		case strings.HasPrefix(line, "#") && asked == 0:
			out.WriteString(line + "\n")
			continue
		case strings.HasPrefix(line, "> "):
			q.Text = line[2:]
		case strings.HasPrefix(line, "! "):
			q.Choice = assistant.ChoiceID(line[2:])
		default:
			continue
		}
		asked++
		a, next, err := d.Answer(t.Context(), q, c)
		if err != nil {
			t.Fatal(err)
		}
		c = next
		out.WriteString("\n" + line + "\n[" + string(a.Outcome))
		if a.Code != "" {
			out.WriteString(" " + string(a.Code))
		}
		out.WriteString("]\n" + strings.TrimRight(channels.PlainText(a), "\n") + "\n")
	}
	if asked == 0 {
		t.Fatal("the dialogue asks nothing")
	}
	return out.String()
}

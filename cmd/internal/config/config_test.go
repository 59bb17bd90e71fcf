package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"
)

// parseAll parses flags as the program does, from all three sources.
func parseAll(t *testing.T, file string, env, args []string) (Config, error) {
	t.Helper()
	if file != "" {
		path := filepath.Join(t.TempDir(), "motcua.conf")
		if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append([]string{"--config", path}, args...)
	}
	var cli struct {
		Config
		Ask struct {
			Explain bool
		} `cmd:"" default:"1"`
	}
	k, err := kong.New(&cli, kong.Resolvers(NewSources(env)), kong.Exit(func(int) { t.Error("exit") }))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := k.Parse(args); err != nil {
		return Config{}, err
	}
	return cli.Config, cli.Validate()
}

func TestDefaultsAreValid(t *testing.T) {
	t.Parallel()
	c, err := parseAll(t, "", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := Config{
		LogFormat: "text",
		Server: Server{
			Listen: "127.0.0.1:8080", InternalListen: "127.0.0.1:8081", Rate: 2, Burst: 20,
			ConversationTTL: 30 * time.Minute, MaxConversations: 10000,
		},
	}
	if diff := cmp.Diff(want, c); diff != "" {
		t.Errorf("defaults (-want +got):\n%s", diff)
	}
}

func TestPrecedence(t *testing.T) {
	t.Parallel()
	const file = `# the desk
contact-name = Một cửa xã Mẫu
contact-phone = "0205 3 000 001"
MOTCUA_CONTACT_HOURS=7h30-17h
rate = 5
`
	env := []string{
		"HOME=/", "MOTCUA_CONTACT_PHONE=0205 3 000 002", "MOTCUA_BURST=7", "MOTCUA_RATE=", "MOTCUA_DATA=/nowhere/env",
		"MOTCUA_SERVICE_HOST=10.0.0.1", "MOTCUA_PORT=tcp://10.0.0.1:80", "MOTCUA_PORT_80_TCP_ADDR=10.0.0.1",
		"MOTCUA_TRUSTED_PROXIES=10.0.0.0/8,192.0.2.1",
	}
	c, err := parseAll(t, file, env, []string{"--data", "/nowhere/flag"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := c.Contact, (Contact{Name: "Một cửa xã Mẫu", Phone: "0205 3 000 002", Hours: "7h30-17h"}); got != want {
		t.Errorf("contact %+v, want %+v", got, want)
	}
	if c.Server.Rate != 5 || c.Server.Burst != 7 || c.Data != "/nowhere/flag" || len(c.Server.TrustedProxies) != 2 {
		t.Errorf("settings %+v", c)
	}
}

func TestFileNamedByEnvironment(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "c")
	if err := os.WriteFile(path, []byte("burst=9\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := parseAll(t, "", []string{"MOTCUA_CONFIG=" + path}, nil)
	if err != nil || c.Server.Burst != 9 {
		t.Errorf("burst %d, %v, want 9", c.Server.Burst, err)
	}
}

func TestMistakes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, file string
		env, args  []string
		want       string
	}{
		{"unknown key", "contact-nane = X\n", nil, nil, "motcua.conf:1: no such setting; did you mean contact-name?"},
		{"unknown variable", "", []string{"MOTCUA_LOGLEVEL=info"}, nil, "environment variable MOTCUA_LOGLEVEL: no such setting; did you mean log-level?"},
		{"flag of one sub-command", "explain = true\n", nil, nil, "motcua.conf:1: no such setting"},
		{"key twice", "rate = 1\n\nMOTCUA_RATE = 2\n", nil, nil, "motcua.conf:3: rate stands in"},
		{"no value", "rate\n", nil, nil, "motcua.conf:1: want name = value"},
		{"no name", "= 1\n", nil, nil, "motcua.conf:1: want name = value"},
		{"open quote", `contact-name = "X` + "\n", nil, nil, "closing quote"},
		{"bytes", "contact-name = \xff\n", nil, nil, "motcua.conf:1: not UTF-8"},
		{"file within a file", "config = other\n", nil, nil, "cannot name another"},
		{"no such file", "", nil, []string{"--config", "/nowhere/at/all"}, "configuration file"},
		{"number in the file", "burst = many\n", nil, nil, "motcua.conf:1: expected"},
		{"number in the environment", "", []string{"MOTCUA_BURST=many"}, nil, "environment variable MOTCUA_BURST"},
		{"time", "", nil, []string{"--conversation-ttl", "soon"}, "conversation-ttl"},
		{"log level", "", nil, []string{"--log-level", "loud"}, `log-level: "loud", want debug, info, warn or error`},
		{"log format", "", nil, []string{"--log-format", "xml"}, "log-format"},
		{"data is a file", "", nil, []string{"--data", "config.go"}, "data: config.go is a file"},
		{"phone", "", nil, []string{"--contact-name=X", "--contact-phone=call us"}, "contact-phone"},
		{"page", "", nil, []string{"--contact-name=X", "--contact-url=ftp://example.org"}, "contact-url"},
		{"whose phone", "", nil, []string{"--contact-phone=0205300000"}, "contact-name: missing"},
		{"long name", "", nil, []string{"--contact-name=" + strings.Repeat("ộ", 201)}, "contact-name: longer than 200"},
		{"line break", "", nil, []string{"--contact-name=a\nb"}, "contact-name: has a line break"},
		{"address", "", nil, []string{"--listen=8080"}, `listen: "8080", want host:port`},
		{"port", "", nil, []string{"--listen=:99999"}, "listen: port"},
		{"same address", "", nil, []string{"--internal-listen=127.0.0.1:8080"}, "address of listen too"},
		{"same port everywhere", "", nil, []string{"--listen=0.0.0.0:8081"}, "address of listen too"},
		{"proxy", "", nil, []string{"--trusted-proxies=proxy"}, "trusted-proxies"},
		{"everybody is no proxy", "", nil, []string{"--trusted-proxies=0.0.0.0/0"}, "believe everybody"},
		{"rate", "", nil, []string{"--rate=-1"}, "rate"},
		{"rate is no number", "", nil, []string{"--rate=NaN"}, "rate"},
		{"burst", "", nil, []string{"--burst=0"}, "burst"},
		{"short memory", "", nil, []string{"--conversation-ttl=1s"}, "conversation-ttl"},
		{"no memory", "", nil, []string{"--max-conversations=0"}, "max-conversations"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := parseAll(t, tt.file, tt.env, tt.args)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q in it", err, tt.want)
			}
		})
	}
}

func TestProxies(t *testing.T) {
	t.Parallel()
	s := Server{TrustedProxies: []string{"192.0.2.7", " 10.1.2.3/8", "2001:db8::/32"}}
	got, err := s.Proxies()
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, p := range got {
		texts = append(texts, p.String())
	}
	if diff := cmp.Diff([]string{"192.0.2.7/32", "10.0.0.0/8", "2001:db8::/32"}, texts); diff != "" {
		t.Errorf("proxies (-want +got):\n%s", diff)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("a = b\n# c\n\n\"x\" = \"y\"\n")
	f.Add("\ufeffcontact-name=Một cửa\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		settings, err := parse(strings.NewReader(text), "f")
		if err != nil {
			return
		}
		for name, s := range settings {
			if name == "" || strings.Contains(s.value, "\n") || !strings.HasPrefix(s.where, "f:") {
				t.Errorf("setting %q: %+v", name, s)
			}
		}
	})
}

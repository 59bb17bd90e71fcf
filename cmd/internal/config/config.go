package config

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Config is the configuration of the program: the flags that every sub-command
// knows. The tags are those of kong.
type Config struct {
	File      string  `name:"config" group:"Settings" placeholder:"FILE" help:"Configuration file with lines of the form name = value."`
	Data      string  `group:"Settings" placeholder:"DIR" help:"Directory of releases and indexes. Without it the shipped catalogue is used, in memory."`
	LogLevel  string  `group:"Settings" placeholder:"LEVEL" help:"debug, info, warn or error (default: info for serve, warn for the others)."`
	LogFormat string  `group:"Settings" default:"text" placeholder:"FORMAT" help:"text or json (default: ${default})."`
	Contact   Contact `embed:"" prefix:"contact-" group:"Contact of the desk, named in answers"`
	Server    Server  `embed:"" group:"Server"`
}

// Contact is the desk that answers name when they do not know (bộ phận một cửa).
// All of it may be empty: then no desk is invented.
type Contact struct {
	Name    string `placeholder:"TEXT" help:"Name of the desk."`
	Phone   string `placeholder:"NUMBER" help:"Telephone number."`
	Address string `placeholder:"TEXT" help:"Address."`
	URL     string `placeholder:"URL" help:"Web page, http or https."`
	Hours   string `placeholder:"TEXT" help:"Opening hours."`
}

// Server is the configuration of the HTTP server.
type Server struct {
	Listen           string        `default:"127.0.0.1:8080" placeholder:"ADDR" help:"Address of the JSON interface (default: ${default})."`
	InternalListen   string        `default:"127.0.0.1:8081" placeholder:"ADDR" help:"Address of probes and metrics, not for residents (default: ${default})."`
	TrustedProxies   []string      `placeholder:"NETWORK" help:"Addresses or networks of proxies whose X-Forwarded-For is believed (default: none)."`
	Rate             float64       `default:"2" placeholder:"N" help:"Questions a second of one address; 0 means no limit (default: ${default})."`
	Burst            int           `default:"20" placeholder:"N" help:"Questions of one address at once (default: ${default})."`
	ConversationTTL  time.Duration `name:"conversation-ttl" default:"30m" placeholder:"TIME" help:"How long a conversation is kept after its last question (default: ${default})."`
	MaxConversations int           `default:"10000" placeholder:"N" help:"Conversations kept in memory (default: ${default})."`
}

// maxText is the longest setting a resident reads, in runes.
const maxText = 200

// Validate reports what is wrong with the settings and their combination,
// joined, each with what to do about it.
func (c *Config) Validate() error {
	return errors.Join(c.validateData(), c.validateLog(), c.Contact.validate(), c.Server.validate())
}

func (c *Config) validateData() error {
	if c.Data == "" {
		return nil
	}
	info, err := os.Stat(c.Data)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil // import makes it; other commands say what they miss in it
	case err != nil:
		return fmt.Errorf("data: %w", err)
	case !info.IsDir():
		return fmt.Errorf("data: %s is a file, want a directory", c.Data)
	}
	return nil
}

func (c *Config) validateLog() error {
	var errs []error
	switch strings.ToLower(c.LogLevel) {
	case "", "debug", "info", "warn", "error":
	default:
		errs = append(errs, fmt.Errorf("log-level: %q, want debug, info, warn or error", c.LogLevel))
	}
	switch c.LogFormat {
	case "text", "json":
	default:
		errs = append(errs, fmt.Errorf("log-format: %q, want text or json", c.LogFormat))
	}
	return errors.Join(errs...)
}

// phonePattern is what a telephone number is written with.
var phonePattern = regexp.MustCompile(`^\+?[0-9][0-9 .()/-]{2,40}$`)

func (c *Contact) validate() error {
	var errs []error
	for _, f := range []struct{ name, value string }{
		{"contact-name", c.Name}, {"contact-phone", c.Phone}, {"contact-address", c.Address},
		{"contact-url", c.URL}, {"contact-hours", c.Hours},
	} {
		switch {
		case !utf8.ValidString(f.value):
			errs = append(errs, fmt.Errorf("%s: not UTF-8 text", f.name))
		case utf8.RuneCountInString(f.value) > maxText:
			errs = append(errs, fmt.Errorf("%s: longer than %d characters", f.name, maxText))
		case strings.ContainsFunc(f.value, unicode.IsControl):
			errs = append(errs, fmt.Errorf("%s: has a line break or control character", f.name))
		}
	}
	if c.Phone != "" && !phonePattern.MatchString(c.Phone) {
		errs = append(errs, fmt.Errorf("contact-phone: %q is no telephone number", c.Phone))
	}
	if c.URL != "" {
		u, err := url.Parse(c.URL)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			errs = append(errs, fmt.Errorf("contact-url: %q, want it to begin with http or https", c.URL))
		}
	}
	if c.Name == "" && (c.Phone != "" || c.Address != "" || c.Hours != "" || c.URL != "") {
		errs = append(errs, errors.New("contact-name: missing, but other contact settings are set; say whose they are"))
	}
	return errors.Join(errs...)
}

func (s *Server) validate() error {
	errs := []error{
		validateAddress("listen", s.Listen),
		validateAddress("internal-listen", s.InternalListen),
	}
	if sameAddress(s.Listen, s.InternalListen) {
		errs = append(errs, fmt.Errorf("internal-listen: %s is the address of listen too; choose another port", s.InternalListen))
	}
	if _, err := s.Proxies(); err != nil {
		errs = append(errs, err)
	}
	if !(s.Rate >= 0 && s.Rate <= 10_000) { // also refuses NaN
		errs = append(errs, fmt.Errorf("rate: %g, want 0 to 10000", s.Rate))
	}
	if s.Rate > 0 && s.Burst < 1 {
		errs = append(errs, fmt.Errorf("burst: %d, want at least 1 where rate is set", s.Burst))
	}
	if s.ConversationTTL < time.Minute || s.ConversationTTL > 24*time.Hour {
		errs = append(errs, fmt.Errorf("conversation-ttl: %s, want 1m to 24h", s.ConversationTTL))
	}
	if s.MaxConversations < 1 || s.MaxConversations > 1_000_000 {
		errs = append(errs, fmt.Errorf("max-conversations: %d, want 1 to 1000000", s.MaxConversations))
	}
	return errors.Join(errs...)
}

// Proxies are the trusted proxies as networks; a single address is a network of one.
func (s *Server) Proxies() ([]netip.Prefix, error) {
	networks := make([]netip.Prefix, 0, len(s.TrustedProxies))
	for _, text := range s.TrustedProxies {
		text = strings.TrimSpace(text)
		if a, err := netip.ParseAddr(text); err == nil && a.Zone() == "" {
			networks = append(networks, netip.PrefixFrom(a.Unmap(), a.Unmap().BitLen()))
			continue
		}
		p, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, fmt.Errorf("trusted-proxies: %q is neither an address nor a network such as 10.0.0.0/8", text)
		}
		if p.Bits() == 0 {
			return nil, fmt.Errorf("trusted-proxies: %s would believe everybody; name the proxies", text)
		}
		networks = append(networks, p.Masked())
	}
	return networks, nil
}

func validateAddress(name, address string) error {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("%s: %q, want host:port, for example 127.0.0.1:8080", name, address)
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return fmt.Errorf("%s: port %q, want 0 to 65535", name, port)
	}
	if strings.ContainsAny(host, " /") {
		return fmt.Errorf("%s: host %q", name, host)
	}
	return nil
}

// sameAddress reports whether two valid addresses cannot both be listened on.
func sameAddress(a, b string) bool {
	hostA, portA, errA := net.SplitHostPort(a)
	hostB, portB, errB := net.SplitHostPort(b)
	if errA != nil || errB != nil || portA != portB || portA == "0" {
		return false
	}
	everywhere := func(h string) bool { return h == "" || h == "0.0.0.0" || h == "::" }
	return hostA == hostB || everywhere(hostA) || everywhere(hostB)
}

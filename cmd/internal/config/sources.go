package config

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"
)

// envPrefix begins the name of every variable of ours.
const envPrefix = "MOTCUA_"

// configFlag is the flag that names the configuration file.
const configFlag = "config"

// Environ is the environment of the process.
func Environ() []string { return os.Environ() }

// setting is a value and where it stands.
type setting struct{ value, where string }

// Sources gives the flags of the command line that were not typed their values
// from the environment and the configuration file.
type Sources struct {
	env    map[string]setting // by flag name
	file   map[string]setting
	loaded bool
}

var _ kong.Resolver = (*Sources)(nil)

// NewSources takes the variables of ours out of an environment in the form of
// [Environ]. An empty variable counts as not set.
func NewSources(environ []string) *Sources {
	s := &Sources{env: make(map[string]setting)}
	for _, kv := range environ {
		key, value, _ := strings.Cut(kv, "=")
		if !strings.HasPrefix(key, envPrefix) || value == "" || ofOrchestrator(key) {
			continue
		}
		s.env[flagName(key)] = setting{value: value, where: "environment variable " + key}
	}
	return s
}

// ofOrchestrator tells the variables that container platforms set by themselves
// for a service of our name.
func ofOrchestrator(key string) bool {
	return strings.HasPrefix(key, envPrefix+"SERVICE_") || strings.HasPrefix(key, envPrefix+"PORT")
}

// flagName is the flag that a variable or key of the file stands for.
func flagName(key string) string {
	if rest, ok := strings.CutPrefix(key, envPrefix); ok {
		key = strings.ToLower(rest)
	}
	return strings.ReplaceAll(key, "_", "-")
}

// Validate is part of [kong.Resolver]; everything is checked by Resolve.
func (s *Sources) Validate(*kong.Application) error { return nil }

// Resolve gives a flag its value, nil where neither source has one. Only the
// flags of every sub-command can be set this way.
func (s *Sources) Resolve(ctx *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	if err := s.load(ctx); err != nil {
		return nil, err
	}
	if !slices.Contains(settable(ctx.Model), flag.Name) {
		return nil, nil // kong: no value, no error
	}
	for _, from := range []map[string]setting{s.env, s.file} {
		if v, ok := from[flag.Name]; ok {
			return v.value, try(flag, v)
		}
	}
	return nil, nil // kong: no value, no error
}

// try decodes the value once to be able to say where a bad one stands.
func try(flag *kong.Flag, v setting) error {
	target := reflect.New(flag.Target.Type()).Elem()
	scan := kong.Scan().PushTyped(v.value, kong.FlagValueToken)
	if err := flag.Mapper.Decode(&kong.DecodeContext{Value: flag.Value, Scan: scan}, target); err != nil {
		return fmt.Errorf("%s: %w", v.where, err)
	}
	return nil
}

// load reads the file once the command line has been taken apart.
func (s *Sources) load(ctx *kong.Context) error {
	if s.loaded {
		return nil
	}
	s.loaded = true
	names := settable(ctx.Model)
	if err := known(s.env, names); err != nil {
		return err
	}
	path := s.env[configFlag].value
	for _, p := range ctx.Path {
		if p.Flag != nil && p.Flag.Name == configFlag {
			path, _ = ctx.FlagValue(p.Flag).(string)
		}
	}
	if path == "" {
		return nil
	}
	file, err := readFile(path)
	if err != nil {
		return err
	}
	if _, ok := file[configFlag]; ok {
		return fmt.Errorf("%s: a configuration file cannot name another one", file[configFlag].where)
	}
	s.file = file
	return known(s.file, names)
}

// settable lists the flags that every sub-command knows.
func settable(app *kong.Application) []string {
	var names []string
	for _, f := range app.Flags {
		if f.Name != "help" {
			names = append(names, f.Name)
		}
	}
	return names
}

// known reports the first setting that no flag stands for.
func known(settings map[string]setting, names []string) error {
	var unknown []string
	for name := range settings {
		if !slices.Contains(names, name) {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	slices.Sort(unknown)
	err := fmt.Sprintf("%s: no such setting", settings[unknown[0]].where)
	if near := nearest(unknown[0], names); near != "" {
		err += fmt.Sprintf("; did you mean %s?", near)
	}
	return errors.New(err)
}

// readFile reads a configuration file.
func readFile(path string) (map[string]setting, error) {
	f, err := os.Open(path) //nolint:gosec // the operator names the file
	if err != nil {
		return nil, fmt.Errorf("configuration file: %w", err)
	}
	defer f.Close()
	return parse(f, path)
}

// maxFile is the largest configuration file, in bytes.
const maxFile = 1 << 20

// parse reads name = value lines; path is for messages.
func parse(r io.Reader, path string) (map[string]setting, error) {
	settings := make(map[string]setting)
	scan := bufio.NewScanner(io.LimitReader(r, maxFile))
	for n := 1; scan.Scan(); n++ {
		where := path + ":" + strconv.Itoa(n)
		line := strings.TrimSpace(strings.TrimPrefix(scan.Text(), "\ufeff"))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if !utf8.ValidString(line) {
			return nil, fmt.Errorf("%s: not UTF-8 text", where)
		}
		key, value, ok := strings.Cut(line, "=")
		if !ok {
			return nil, fmt.Errorf("%s: want name = value", where)
		}
		name := flagName(strings.TrimSpace(key))
		if name == "" {
			return nil, fmt.Errorf("%s: want name = value", where)
		}
		value, err := unquote(strings.TrimSpace(value))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", where, err)
		}
		if before, twice := settings[name]; twice {
			return nil, fmt.Errorf("%s: %s stands in %s already", where, name, before.where)
		}
		settings[name] = setting{value: value, where: where}
	}
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return settings, nil
}

// unquote takes the double quotes off a value that has them.
func unquote(v string) (string, error) {
	if !strings.HasPrefix(v, `"`) {
		return v, nil
	}
	if len(v) < 2 || !strings.HasSuffix(v, `"`) {
		return "", errors.New("the closing quote is missing")
	}
	return v[1 : len(v)-1], nil
}

// nearest is the name most like a mistyped one, if any is like it at all.
func nearest(typed string, names []string) string {
	best, least := "", len(typed)/2
	for _, n := range names {
		if d := distance(typed, n); d < least {
			best, least = n, d
		}
	}
	return best
}

// distance counts the letters to insert, delete or replace to get from a to b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := corner
			if a[i] != b[j] {
				cost++
			}
			corner = row[j+1]
			row[j+1] = min(cost, row[j]+1, corner+1)
		}
	}
	return row[len(b)]
}

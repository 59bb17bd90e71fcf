package ops

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// Version says which build of the program runs.
type Version struct {
	Module   string `json:"module"`             // "v1.2.0", or "(devel)" for a build from a checkout
	Revision string `json:"revision,omitempty"` // commit the build is from, when known
	Time     string `json:"time,omitempty"`     // time of that commit
	Modified bool   `json:"modified,omitempty"` // the checkout had changes of its own
	Go       string `json:"go"`
	Platform string `json:"platform"` // "linux/amd64"
}

// BuildVersion reads the version the linker wrote into the program.
func BuildVersion() Version {
	v := Version{Module: "(devel)", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if info.Main.Version != "" {
		v.Module = info.Main.Version
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Revision = s.Value
		case "vcs.time":
			v.Time = s.Value
		case "vcs.modified":
			v.Modified = s.Value == "true"
		}
	}
	return v
}

// String is the version in one line.
func (v Version) String() string {
	s := "motcua " + v.Module
	if v.Revision != "" {
		s += fmt.Sprintf(" (%.12s", v.Revision)
		if v.Modified {
			s += ", modified"
		}
		s += ")"
	}
	return s + " " + v.Go + " " + v.Platform
}

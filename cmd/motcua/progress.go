package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// showAfter is how long a job may take without a progress bar.
const showAfter = time.Second

// progress is a bar on a terminal for jobs that take longer than a second;
// elsewhere it says nothing.
type progress struct {
	w     io.Writer
	total int64
	label string
	begun time.Time
	bar   *progressbar.ProgressBar // nil until it is shown
	quiet bool
}

func newProgress(w io.Writer, terminal bool, total int64, label string) *progress {
	return &progress{w: w, total: total, label: label, begun: time.Now(), quiet: !terminal || total <= 0}
}

// at says how far the job has come.
func (p *progress) at(done int64) {
	if p.quiet || p.bar == nil && time.Since(p.begun) < showAfter {
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions64(p.total,
			progressbar.OptionSetWriter(p.w),
			progressbar.OptionSetDescription(p.label),
			progressbar.OptionSetWidth(30),
			progressbar.OptionShowBytes(p.label != ""),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(),
		)
	}
	_ = p.bar.Set64(min(done, p.total)) // a bar that cannot be drawn stops no work
}

// end takes the bar away.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}

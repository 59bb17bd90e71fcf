package ops

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics counts what the program does, in a registry of its own.
type Metrics struct {
	registry *prometheus.Registry
	answers  *prometheus.CounterVec
	latency  prometheus.Histogram
	release  *prometheus.GaugeVec
	swaps    *prometheus.CounterVec
}

// NewMetrics makes the registry and registers everything in it.
func NewMetrics(v Version) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		answers: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "motcua_answers_total", Help: "Answers given, by outcome.",
		}, []string{"outcome"}),
		latency: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "motcua_answer_duration_seconds", Help: "Time the engine took for one answer.",
			Buckets: []float64{.0005, .001, .002, .004, .008, .016, .032, .064, .128, .256, .512, 1, 2},
		}),
		release: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "motcua_release_info", Help: "The release that answers; its value is the number of procedures.",
		}, []string{"release"}),
		swaps: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "motcua_release_swaps_total", Help: "Changes to another release, by result (ok, error).",
		}, []string{"result"}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "motcua_build_info", Help: "The build that runs; always 1.",
		ConstLabels: prometheus.Labels{"version": v.Module, "revision": v.Revision, "go": v.Go},
	})
	build.Set(1)
	m.registry.MustRegister(m.answers, m.latency, m.release, m.swaps, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Answered counts one answer.
func (m *Metrics) Answered(outcome string, took time.Duration) {
	m.answers.WithLabelValues(outcome).Inc()
	m.latency.Observe(took.Seconds())
}

// Released says which release answers from now on.
func (m *Metrics) Released(id string, procedures int) {
	m.release.Reset()
	m.release.WithLabelValues(id).Set(float64(procedures))
}

// Swapped counts one attempt to change to another release.
func (m *Metrics) Swapped(err error) {
	result := "ok"
	if err != nil {
		result = "error"
	}
	m.swaps.WithLabelValues(result).Inc()
}

// Handler writes the metrics in the format of Prometheus.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

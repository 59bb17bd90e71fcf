package eval

import (
	"math/rand/v2"
	"sort"
)

// resamples of one interval; the seed is fixed so that a run repeats exactly.
const (
	resamples = 1000
	seed      = 20260701
)

// bootstrap is the mean of the values with its 95 % percentile interval.
func bootstrap(v []float64) Share {
	if len(v) == 0 {
		return Share{}
	}
	rng := rand.New(rand.NewPCG(seed, uint64(len(v)))) //nolint:gosec // statistics, not secrets
	means := make([]float64, resamples)
	for i := range means {
		var sum float64
		for range v {
			sum += v[rng.IntN(len(v))]
		}
		means[i] = sum / float64(len(v))
	}
	sort.Float64s(means)
	var sum float64
	for _, x := range v {
		sum += x
	}
	return Share{
		N:     len(v),
		Value: sum / float64(len(v)),
		Low:   means[resamples*25/1000],
		High:  means[resamples*975/1000],
	}
}

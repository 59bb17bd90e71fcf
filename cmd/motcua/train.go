package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"

	"motcua/assistant/eval"
	"motcua/assistant/ranking"
	"motcua/cmd/internal/desk"
)

// trainCmd fits the scorer's weights and its calibration.
type trainCmd struct {
	Folds     int      `default:"4" help:"Parts the sentences are cut into; each is asked of a model built without it."`
	PerFold   int      `default:"2" help:"Sentences of each procedure and part that are asked; 0 asks all."`
	Calibrate []string `placeholder:"FILE" help:"Development questions the probabilities are fitted on; never test questions."`
	Out       string   `placeholder:"FILE" help:"Weight file to write (data/phrases/weights.json); without it only the figures are shown."`
}

// Run is called by kong.
func (c *trainCmd) Run(ctx context.Context, p *Program) error {
	items, err := c.questions()
	if err != nil {
		return err
	}
	snap, err := p.snapshot(ctx)
	if err != nil {
		return err
	}
	bar := newProgress(p.Stderr, isTerminal(p.Stderr), int64(c.Folds), "")
	w, report, err := desk.Train(ctx, snap, desk.TrainOptions{
		Folds: c.Folds, PerFold: c.PerFold, Progress: func(done, _ int) { bar.at(int64(done)) },
	})
	bar.end()
	if err != nil {
		return fmt.Errorf("train: %w", err)
	}
	if len(items) > 0 {
		points, err := desk.Ask(ctx, snap, w, items, p.deskOptions(), p.Now())
		if err != nil {
			return fmt.Errorf("calibrate: %w", err)
		}
		w.Calibration = ranking.FitCalibration(points, w.Calibration)
	}
	_, err = fmt.Fprintf(p.Stdout, "questions %d, right procedure not among the candidates %d\nfirst one right: %.3f before, %.3f after\n",
		report.Questions, report.Lost, report.Before, report.After)
	if err != nil || c.Out == "" {
		return err
	}
	body, err := json.MarshalIndent(w, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(c.Out, append(bytes.TrimSpace(body), '\n'), 0o600)
}

func (c *trainCmd) questions() ([]eval.Item, error) {
	if len(c.Calibrate) == 0 {
		return nil, nil // the calibration stays as it is
	}
	return readQuestions(c.Calibrate)
}

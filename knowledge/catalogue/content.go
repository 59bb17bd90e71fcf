package catalogue

import (
	"maps"
	"slices"

	"motcua/knowledge"
)

// Content is what goes into a release, in any order. Files hold whole files by
// part name: "phrases/abbreviations.tsv".
type Content struct {
	Procedures []knowledge.Procedure
	FAQ        []knowledge.FAQ
	Laws       []knowledge.LawStatus
	Units      []knowledge.Unit
	Files      map[string][]byte
}

// clone copies the lists, so that the copy can be sorted or added to.
func (c Content) clone() Content {
	return Content{
		Procedures: slices.Clone(c.Procedures),
		FAQ:        slices.Clone(c.FAQ),
		Laws:       slices.Clone(c.Laws),
		Units:      slices.Clone(c.Units),
		Files:      maps.Clone(c.Files),
	}
}

// Overlay lays curated procedures over the procedures of base: one with the
// code of a base procedure takes its place whole, keeping only that the
// province issued it (Local) and the warnings, which speak of the published
// text people will still meet elsewhere. The others are added. A code that
// stands twice in curated stays there twice, for [Assemble] to refuse.
//
// Base is not changed.
func Overlay(base Content, curated []knowledge.Procedure) Content {
	out := base.clone()
	place := make(map[knowledge.ProcedureCode]int, len(out.Procedures))
	for i := range out.Procedures {
		place[out.Procedures[i].Code] = i
	}
	for _, p := range curated {
		i, ok := place[p.Code]
		if !ok {
			out.Procedures = append(out.Procedures, p)
			continue
		}
		delete(place, p.Code)
		out.Procedures[i] = mergeOver(out.Procedures[i], p)
	}
	return out
}

// mergeOver is the curated procedure with what it keeps of the imported one.
func mergeOver(imported, curated knowledge.Procedure) knowledge.Procedure {
	curated.Local = curated.Local || imported.Local
	warnings := slices.Clone(curated.Warnings)
	for _, w := range imported.Warnings {
		if !slices.Contains(warnings, w) {
			warnings = append(warnings, w)
		}
	}
	curated.Warnings = warnings
	return curated
}

package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"motcua/assistant"
	"motcua/assistant/intent"
	"motcua/assistant/ranking"
	"motcua/assistant/templates"
	"motcua/knowledge"
	"motcua/knowledge/catalogue"
	"motcua/knowledge/search"
	"motcua/knowledge/vi"
)

// The phrase files of a release.
const (
	partAbbreviations = "phrases/abbreviations.tsv"
	partIntents       = "phrases/intents.tsv"
	partStructure     = "phrases/structure.tsv"
	partWeights       = "phrases/weights.json"
	partCommon        = "phrases/common.tsv"
	prefixSentences   = "phrases/sentences/"
	prefixForeign     = "phrases/foreign/"
	prefixOutside     = "phrases/outside/"
)

// portalURL is the national public service portal (Cổng Dịch vụ công quốc gia).
const portalURL = "https://dichvucong.gov.vn"

// kindOutside marks documents of what we do not answer.
const kindOutside knowledge.DocKind = "outside"

// ErrPart is returned when a release lacks a part that answering needs.
var ErrPart = errors.New("the release lacks a part")

// running is one release made ready to answer.
type running struct {
	snapshot *catalogue.Snapshot
	engine   *assistant.Engine
	index    *search.Index
}

// assemble builds everything one release needs.
func assemble(ctx context.Context, snap *catalogue.Snapshot, o Options) (*running, error) {
	docs, entries, err := describe(ctx, snap)
	if err != nil {
		return nil, err
	}
	content := snap.ContentDigest(knowledge.PartCatalogue, knowledge.PartFAQ)
	fingerprint, err := search.Fingerprint(content)
	if err != nil {
		return nil, err
	}
	index, err := search.Build(ctx, o.IndexDir, fingerprint, entries)
	if err != nil {
		return nil, err
	}
	engine, err := newEngine(snap, docs, index, o)
	if err != nil {
		return nil, errors.Join(err, index.Close())
	}
	return &running{snapshot: snap, engine: engine, index: index}, nil
}

// describe reads every procedure and FAQ entry once.
func describe(ctx context.Context, snap *catalogue.Snapshot) ([]ranking.Doc, []search.Document, error) {
	said, err := sentences(snap, prefixSentences)
	if err != nil {
		return nil, nil, err
	}
	common, err := sentences(snap, partCommon)
	if err != nil {
		return nil, nil, err
	}
	foreign, err := sentences(snap, prefixForeign)
	if err != nil {
		return nil, nil, err
	}
	var docs []ranking.Doc
	var entries []search.Document
	for p, err := range snap.All() {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return nil, nil, err
		}
		d := search.ProcedureDocument(&p)
		d.English = append(d.English, foreign[string(p.Code)]...)
		entries = append(entries, d)
		doc := procedureDoc(&p, said[string(p.Code)], d.English)
		doc.Common = len(common[doc.ID]) > 0
		docs = append(docs, doc)
	}
	outside, err := sentences(snap, prefixOutside)
	if err != nil {
		return nil, nil, err
	}
	for topic, said := range outside {
		docs = append(docs, ranking.Doc{Kind: kindOutside, ID: topic, Sentences: said, Outside: true})
	}
	docs = append(docs, unloaded(docs, said, foreign)...)
	faq, err := snap.FAQ()
	if err != nil {
		return nil, nil, err
	}
	for i := range faq {
		entries = append(entries, search.FAQDocument(&faq[i]))
		docs = append(docs, ranking.Doc{
			Kind: knowledge.DocFAQ, ID: faq[i].ID, Name: faq[i].Question,
			Sentences: faq[i].Variants, Curated: true,
		})
	}
	return docs, entries, nil
}

// unloaded are the procedures whose sentences we have and whose text this
// release does not: a question about one of them must not be answered with the
// nearest procedure that happens to be loaded.
func unloaded(docs []ranking.Doc, said, foreign map[string][]string) []ranking.Doc {
	have, ours := make(map[string]bool, len(docs)), map[string]bool{}
	for i := range docs {
		have[docs[i].ID] = true
		for _, s := range docs[i].Sentences {
			ours[s] = true
		}
	}
	var out []ranking.Doc
	for _, code := range slices.Sorted(maps.Keys(said)) {
		if !have[code] && !mostly(said[code], ours) {
			out = append(out, ranking.Doc{Kind: kindOutside, ID: code, Sentences: said[code], Foreign: foreign[code], Outside: true})
		}
	}
	return out
}

// mostly reports whether half of the sentences or more belong to what is
// loaded: the same procedure under another code.
func mostly(sentences []string, ours map[string]bool) bool {
	shared := 0
	for _, s := range sentences {
		if ours[s] {
			shared++
		}
	}
	return 2*shared >= len(sentences)
}

func procedureDoc(p *knowledge.Procedure, said, foreign []string) ranking.Doc {
	d := ranking.Doc{
		Kind: knowledge.DocProcedure, ID: string(p.Code), Name: p.Name, Title: p.Title,
		Sentences: said, Foreign: foreign, Field: p.Field, Levels: p.Levels,
		Curated: p.Title != "", NameOnly: p.Detail == knowledge.DetailName, Local: p.Local,
	}
	if p.Title != "" {
		d.Names = append(d.Names, p.Title)
	}
	d.Names = append(d.Names, p.Aliases...)
	for _, a := range p.Agencies {
		d.Agency += a.Name + " "
	}
	return d
}

// sentences reads "code[,code...]<TAB>sentence" lines of all files below a prefix.
func sentences(snap *catalogue.Snapshot, prefix string) (map[string][]string, error) {
	out := map[string][]string{}
	for _, name := range snap.PartNames(prefix) {
		body, _ := snap.Part(name)
		n := 0
		for line := range bytes.Lines(body) {
			n++
			text := strings.TrimRight(string(line), "\r\n")
			if text == "" || strings.HasPrefix(text, "#") {
				continue
			}
			codes, sentence, ok := strings.Cut(text, "\t")
			if !ok || sentence == "" {
				return nil, fmt.Errorf("%s line %d: want code, tab, sentence", path.Base(name), n)
			}
			for code := range strings.SplitSeq(codes, ",") {
				out[code] = append(out[code], sentence)
			}
		}
	}
	return out, nil
}

// titles are the first sentences of each procedure in the foreign files: by
// their convention the name of the procedure in that language.
func titles(snap *catalogue.Snapshot) (map[assistant.Lang]map[knowledge.ProcedureCode]string, error) {
	out := map[assistant.Lang]map[knowledge.ProcedureCode]string{}
	for lang, file := range map[assistant.Lang]string{assistant.English: "english.tsv", assistant.Chinese: "chinese.tsv"} {
		said, err := sentences(snap, prefixForeign+file)
		if err != nil {
			return nil, err
		}
		out[lang] = make(map[knowledge.ProcedureCode]string, len(said))
		for code, list := range said {
			out[lang][knowledge.ProcedureCode(code)] = list[0]
		}
	}
	return out, nil
}

// newEngine joins model, classifier and texts.
func newEngine(snap *catalogue.Snapshot, docs []ranking.Doc, index knowledge.Searcher, o Options) (*assistant.Engine, error) {
	lexicon, err := readPart(snap, partStructure, ranking.ReadLexicon)
	if err != nil {
		return nil, err
	}
	weights, err := readPart(snap, partWeights, ranking.ReadWeights)
	if err != nil {
		return nil, err
	}
	phrases, err := readPart(snap, partIntents, intent.ReadPhrases)
	if err != nil {
		return nil, err
	}
	abbreviations, err := readPart(snap, partAbbreviations, vi.ReadAbbreviations)
	if err != nil {
		return nil, err
	}
	texts, err := templates.Load()
	if err != nil {
		return nil, err
	}
	laws, err := snap.Laws()
	if err != nil {
		return nil, err
	}
	faq, err := snap.FAQ()
	if err != nil {
		return nil, err
	}
	names, err := titles(snap)
	if err != nil {
		return nil, err
	}
	model := ranking.NewModel(docs, lexicon, weights)
	release := snap.Release()
	return assistant.NewEngine(assistant.Options{
		Ranker:     ranking.NewRanker(model, index),
		Classifier: intent.New(phrases),
		Catalogue:  snap,
		Texts:      texts,
		Rewriter:   assistant.NewTypedText(abbreviations, model.Writes),
		Laws:       laws,
		FAQ:        faq,
		Titles:     names,
		Release:    release.ID,
		Policy:     o.Policy,
		Contact:    o.Contact,
		PortalURL:  portalURL,
	})
}

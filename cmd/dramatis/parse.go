package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/dramatis-kg/dramatis/nlp"
	"github.com/dramatis-kg/dramatis/nlp/conllu"
	"github.com/dramatis-kg/dramatis/nlp/token"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/spf13/cobra"
)

// parseCommand annotates sentences whose words are given.
func (a *app) parseCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "parse FILE…",
		Short: "Tag and parse sentences whose words are given, CoNLL-U to CoNLL-U",
		Long: `Parse reads CoNLL-U, keeps its sentences and words, and writes it back with the
lemmas, tags and trees of Dramatis, and its names in MISC (Name=B-PER, I-PER;
ORG, LOC). Comments, multiword tokens and the rest of MISC stay; features,
enhanced dependencies and empty nodes are left out. To have text cut into
sentences and words as well, use dramatis extract FILE --format conllu.`,
		Example: "  dramatis parse gold.conllu > system.conllu",
		Args:    atLeast(1, "name at least one CoNLL-U file, or - for standard input"),
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		annotator, err := nlp.New()
		if err != nil {
			return err
		}
		for _, path := range args {
			if err := a.parse(cmd.Context(), annotator, path); err != nil {
				return err
			}
		}
		return nil
	}
	return cmd
}

// parse writes a file's sentences document by document.
func (a *app) parse(ctx context.Context, annotator *nlp.Annotator, path string) error {
	in := stdin(ctx, a.in)
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return fmt.Errorf("parse: %w", err)
		}
		defer f.Close() // read only: nothing can be lost
		in = f
	}
	if in == nil {
		return errors.New("parse: there is no standard input; name a file")
	}
	out := bufio.NewWriter(a.out)
	for raw, err := range conllu.NewReader(in).Documents() {
		if ctx.Err() != nil {
			return &interrupted{"interrupted"}
		}
		if err != nil {
			return fmt.Errorf("parse: %s: %w; it must be CoNLL-U: ten columns with tabs between, an empty line after each sentence", path, err)
		}
		if err := writeParsed(out, annotator, raw); err != nil {
			return fmt.Errorf("parse: %s: %w", path, err)
		}
	}
	return out.Flush()
}

// nameLabels are the kinds of the shared tasks on names.
var nameLabels = map[text.EntityKind]string{
	text.KindPerson: "PER", text.KindOrg: "ORG", text.KindGroup: "ORG", text.KindState: "LOC", text.KindPlace: "LOC",
}

// writeParsed annotates the words of raw and writes its trees with what was
// found in the place of what they had.
func writeParsed(w io.Writer, annotator *nlp.Annotator, raw *conllu.Raw) error {
	sents := make([]text.Sentence, len(raw.Trees))
	for i, tree := range raw.Trees {
		sents[i] = text.Sentence{Span: raw.Sentences[i], Paragraph: raw.Paragraph[i]}
		space := tree.SpaceAfter()
		for k := range tree.Words {
			form := tree.Words[k].Form
			sents[i].Tokens = append(sents[i].Tokens, text.Token{Span: raw.Words[raw.First[i]+k], Text: form, Norm: token.Norm(form), Space: space[k]})
		}
	}
	d := annotator.AnnotateSentences(&text.Article{ID: text.ArticleID(raw.ID), Text: raw.Text, Language: "en"}, sents)
	names := map[text.TokenRef]string{}
	for _, m := range d.Mentions {
		if label := nameLabels[m.Kind]; m.Form == text.FormName && label != "" {
			for t := m.First; t < m.End; t++ {
				names[text.TokenRef{Sentence: m.Sentence, Token: t}] = "I-" + label
			}
			names[text.TokenRef{Sentence: m.Sentence, Token: m.First}] = "B-" + label
		}
	}
	for i, tree := range raw.Trees {
		tree.Empty = nil
		for k := range tree.Words {
			word, t := &tree.Words[k], &d.Sentences[i].Tokens[k]
			word.Lemma, word.UPOS, word.XPOS, word.Head, word.Deprel = t.Lemma, t.UPOS, t.XPOS, t.Head, t.Deprel
			word.Feats, word.Deps = "_", "_"
			if name := names[text.TokenRef{Sentence: i, Token: k}]; name != "" {
				word.Misc = withAttr(word.Misc, "Name="+name)
			}
		}
		if err := conllu.Write(w, tree); err != nil {
			return err
		}
	}
	return nil
}

// withAttr adds an attribute to a MISC column.
func withAttr(misc, attr string) string {
	if misc == "" || misc == "_" {
		return attr
	}
	return misc + "|" + attr
}

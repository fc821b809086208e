package main

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"github.com/dramatis-kg/dramatis/eval"
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
	in, err := a.open(ctx, path)
	if err != nil {
		return fmt.Errorf("parse: %w", err)
	}
	defer in.Close() // read only: nothing can be lost
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
	names := eval.MentionLabels(d.Sentences, d.Mentions)
	for i, tree := range raw.Trees {
		tree.Empty = nil
		for k := range tree.Words {
			word, t := &tree.Words[k], &d.Sentences[i].Tokens[k]
			word.Lemma, word.UPOS, word.XPOS, word.Head, word.Deprel = t.Lemma, t.UPOS, t.XPOS, t.Head, t.Deprel
			word.Feats, word.Deps = "_", "_"
			if names[i][k] != "O" {
				word.Misc = withAttr(word.Misc, "Name="+names[i][k])
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

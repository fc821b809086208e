package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/network"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/spf13/cobra"
)

// endings are the formats of files by their names.
var endings = map[string]network.Format{
	".gexf": network.GEXF, ".graphml": network.GraphML, ".xml": network.GraphML, ".csv": network.CSV, ".jsonld": network.JSONLD,
	".nq": network.NQuads, ".ndjson": network.NDJSON, ".jsonl": network.NDJSON,
}

// exportCommand writes the graph for other programs.
func (a *app) exportCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "export FILE|FOLDER|-",
		Short: "Write the network or the statements for Gephi, Neo4j, yEd, R, Python",
		Long: `Export writes a file for other programs. Its name tells the format: .gexf (Gephi),
.graphml (yEd, Cytoscape, igraph, networkx), .csv, .jsonld, .ndjson, .nq; --format
says it for others and for -, which is standard output.

What it holds is the network, with an edge for each pair of actors and modality
(gexf, graphml, neo4j, csv into a folder), or the statements (ndjson, jsonld,
csv into a file), or the whole graph as it is (nq). With --what statements the
formats of networks have an edge for each statement instead, with its words,
speaker, date and source.

--format csv and --format neo4j write nodes.csv and edges.csv into a folder, for
spreadsheets, and for neo4j-admin database import.

Without --modality a network has all but what is negated. A file takes the
old one's place when it is whole.`,
		Example: `  dramatis export putin.gexf --actor Putin --depth 2 --from 2025-03
  dramatis export all.graphml --what statements --modality asserted
  dramatis export for-neo4j --format neo4j
  dramatis export - --format csv --what statements --actor Trump > trump.csv
  dramatis export graph.nq`,
		Args: between(1, 1, "name a file such as network.gexf, a folder, or - for standard output"),
	}
	f := cmd.Flags()
	f.String("format", "", "gexf, graphml, csv, neo4j, json-ld, ndjson, nquads (default by the file's name)")
	f.String("what", "", "network, statements or graph (default by the format)")
	f.StringArray("actor", nil, "around these actors; name or id")
	f.Int("depth", 1, "how many steps from them, 1 to 4")
	f.StringArray("with", nil, "only statements in which these take part too")
	f.StringArray("speaker", nil, "only what they say")
	f.StringArray("topic", nil, "only what is about it")
	f.StringSlice("type", nil, "PLOVER event types, such as CONSULT")
	f.StringSlice("relation", nil, "relations, such as meet")
	f.StringArray("doc", nil, "only these documents")
	f.String("from", "", "first day, YYYY-MM-DD, or month or year")
	f.String("to", "", "last day, or month or year")
	f.Bool("within", false, "only what surely lies between them")
	f.StringSlice("modality", nil, "asserted, reported, planned, hypothetical, negated")
	f.Bool("all-modalities", false, "every modality")
	f.Float64("min-confidence", 0, "leave out statements below this confidence, 0 to 1")
	f.Bool("speech", false, "tie speakers with those spoken of too")
	f.Int("nodes", 0, "at most so many actors, those with most statements")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r, err := exportRequest(cmd, args[0])
		if err != nil {
			return &usageError{err}
		}
		if err := a.load(cmd.Flags(), "format"); err != nil {
			return err
		}
		return a.withStore(cmd.Context(), graph.Options{ReadOnly: true}, func(store *graph.Store) error {
			if err := a.exportNames(cmd, store, &r); err != nil {
				return err
			}
			src, err := network.Open(cmd.Context(), store)
			if err != nil {
				return err
			}
			return a.export(cmd.Context(), src, r, args[0])
		})
	}
	return cmd
}

// exportRequest reads the flags that name nothing of the graph.
func exportRequest(cmd *cobra.Command, target string) (network.Request, error) {
	f := cmd.Flags()
	word := func(name string) string { return f.Lookup(name).Value.String() }
	var r network.Request
	r.Format = network.Format(word("format"))
	switch ending := strings.ToLower(filepath.Ext(target)); {
	case r.Format == "jsonl":
		r.Format = network.NDJSON
	case r.Format == "jsonld":
		r.Format = network.JSONLD
	case r.Format != "":
	case target != "-" && endings[ending] != "":
		r.Format = endings[ending]
	case target == "-":
		return r, errors.New("export: name the format of standard output with --format")
	default:
		return r, fmt.Errorf("export: the name %q tells no format; end it with .gexf, .graphml, .csv, .jsonld, .ndjson or .nq, or give --format", target)
	}
	if r.What = network.What(word("what")); r.What == "" {
		if r.What = network.Usual(r.Format); r.Format == network.CSV && target != "-" && filepath.Ext(target) == "" {
			r.What = network.Ties
		}
	}
	if r.What == network.Quads {
		for _, name := range []string{"actor", "depth", "with", "speaker", "topic", "type", "relation", "doc", "from", "to", "within", "modality", "min-confidence", "speech", "nodes"} {
			if f.Changed(name) {
				return r, fmt.Errorf("export: the graph is written whole, without --%s; --format ndjson or json-ld takes it", name)
			}
		}
	}
	var err error
	for _, d := range []struct {
		name string
		day  *string
		last bool
	}{{"from", &r.Filter.From, false}, {"to", &r.Filter.To, true}} {
		v := word(d.name)
		if v == "" {
			continue
		}
		first, last, perr := queries.ParseDay(v)
		if perr != nil {
			return r, fmt.Errorf("export: --%s %s: want a day, month or year as 2025-03-13, 2025-03 or 2025", d.name, v)
		}
		if *d.day = first; d.last {
			*d.day = last
		}
	}
	r.Filter.Within, _ = f.GetBool("within")
	r.Filter.MinConfidence, _ = f.GetFloat64("min-confidence")
	r.Speech, _ = f.GetBool("speech")
	r.Part.Nodes, _ = f.GetInt("nodes")
	if r.Part.Depth, _ = f.GetInt("depth"); r.Part.Depth < 1 || r.Part.Depth > 4 {
		return r, fmt.Errorf("export: --depth %d: want 1 to 4", r.Part.Depth)
	}
	if r.Filter.Prefixes, err = exportModalities(cmd, r.What == network.Ties || hasEdges(r.Format)); err != nil {
		return r, err
	}
	types, _ := f.GetStringSlice("type")
	for _, v := range types {
		t, err := schema.ParseEventType(strings.ToUpper(v))
		if err != nil {
			return r, fmt.Errorf("export: --type %s: want a PLOVER event type such as CONSULT", v)
		}
		r.Filter.Types = append(r.Filter.Types, t)
	}
	relations, _ := f.GetStringSlice("relation")
	for _, v := range relations {
		r.Filter.Relations = append(r.Filter.Relations, schema.Relation(strings.ReplaceAll(v, " ", "_")))
	}
	if err := r.Validate(); err != nil {
		return r, fmt.Errorf("export: %w", err)
	}
	return r, nil
}

// hasEdges reports whether a format is one of networks.
func hasEdges(f network.Format) bool {
	return f == network.GEXF || f == network.GraphML || f == network.Neo4j
}

// exportModalities are those of the flags, or the usual ones.
func exportModalities(cmd *cobra.Command, edges bool) ([]schema.Prefix, error) {
	given, _ := cmd.Flags().GetStringSlice("modality")
	all, _ := cmd.Flags().GetBool("all-modalities")
	switch {
	case len(given) > 0 && all:
		return nil, errors.New("export: --modality and --all-modalities exclude each other")
	case len(given) == 0 && edges && !all:
		return network.Modalities(), nil
	}
	var out []schema.Prefix
	for _, v := range given {
		c, err := queries.ParseClass(v)
		if err != nil {
			return nil, fmt.Errorf("export: --modality %s: want asserted, reported, planned, hypothetical or negated", v)
		}
		out = append(out, c.Prefix())
	}
	return out, nil
}

// exportNames looks up the flags that name actors, topics and documents.
func (a *app) exportNames(cmd *cobra.Command, store *graph.Store, r *network.Request) error {
	ctx, f := cmd.Context(), cmd.Flags()
	found := map[string][]schema.NodeID{}
	for _, name := range []string{"actor", "with", "speaker"} {
		given, _ := f.GetStringArray(name)
		for _, v := range given {
			x, err := a.meant(ctx, store, v)
			if err != nil {
				return err
			}
			found[name] = append(found[name], x.ID)
		}
	}
	r.Filter.With, r.Filter.Speakers = found["with"], found["speaker"]
	if around := found["actor"]; len(r.Filter.With) > 0 || r.What == network.Statements && !hasEdges(r.Format) {
		r.Filter.Actors = around // what is between two has no surroundings
	} else {
		r.Part.Center = around
	}
	topics, _ := f.GetStringArray("topic")
	for _, v := range topics {
		list, err := store.FindTopics(ctx, v)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return fmt.Errorf("export: no topic has the words %q; dramatis query topics lists those in the graph", v)
		}
		for _, t := range list {
			r.Filter.Topics = append(r.Filter.Topics, t.ID)
		}
	}
	documents, _ := f.GetStringArray("doc")
	for _, v := range documents {
		d, err := store.Document(ctx, v)
		if err != nil {
			return err
		}
		r.Filter.Documents = append(r.Filter.Documents, d.ID)
	}
	return nil
}

// export writes what was asked for, and says how much that is.
func (a *app) export(ctx context.Context, src network.Source, r network.Request, target string) error {
	names := network.Names(r.What, r.Format)
	if target == "-" {
		if len(names) > 1 {
			return &usageError{fmt.Errorf("export: a network in %s is two files; name a folder", r.Format)}
		}
		_, err := network.Write(ctx, a.out, src, r, names[0])
		return err
	}
	if len(names) > 1 {
		if filepath.Ext(target) == ".csv" {
			return &usageError{fmt.Errorf("export: a network in %s is two files; name a folder, such as %s", r.Format, strings.TrimSuffix(target, ".csv"))}
		}
		if err := os.MkdirAll(target, 0o755); err != nil {
			return fmt.Errorf("export: %w; name a folder that can be made", err)
		}
	}
	var sum network.Tally
	for _, name := range names {
		path := target
		if name != "" {
			path = filepath.Join(target, name)
		}
		err := replaceFile(path, func(w io.Writer) error {
			t, err := network.Write(ctx, w, src, r, name)
			sum.Nodes, sum.Edges, sum.Statements = t.Nodes, max(sum.Edges, t.Edges), t.Statements
			return err
		})
		if err != nil {
			return err
		}
	}
	a.note("%s", exported(target, r, sum))
	return nil
}

// exported says what a file holds.
func exported(target string, r network.Request, t network.Tally) string {
	holds := "the whole graph"
	switch {
	case r.What == network.Statements && !hasEdges(r.Format):
		holds = plural(t.Statements, "statement", "statements")
	case r.What != network.Quads:
		holds = plural(t.Nodes, "actor", "actors") + ", " + plural(t.Edges, "edge", "edges")
	}
	if r.What != network.Quads && t.Edges == 0 && t.Statements == 0 {
		holds += "; nothing fits what was asked for"
	}
	return target + ": " + holds
}

// replaceFile writes a file beside the one of the path and lets it take its
// place when it is whole; a failure leaves the old one.
func replaceFile(path string, write func(io.Writer) error) (err error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fmt.Errorf("export: %s is a folder; name a file, such as %s", path, filepath.Join(path, "dramatis.out"))
	}
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".part-*")
	if err != nil {
		return fmt.Errorf("export: %s: %w; name a folder that there is and that can be written to", path, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(file.Name()))
		}
	}()
	err = write(file)
	if err == nil {
		err = file.Chmod(0o644)
	}
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	if err = os.Rename(file.Name(), path); err != nil {
		return fmt.Errorf("export: %s: %w", path, err)
	}
	return nil
}

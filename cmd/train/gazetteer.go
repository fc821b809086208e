package main

import (
	"context"
	"flag"

	"github.com/dramatis-kg/dramatis/train/gazetteer"
)

// trainGazetteer makes the tables of nlp/gazetteer.
func trainGazetteer(_ context.Context, set *flag.FlagSet, args []string) error {
	var o gazetteer.Options
	set.StringVar(&o.Export, "export", "export.json", "JSON file written by train/gazetteer/npm")
	set.StringVar(&o.Data, "data", "../shared/data", "folder of the training data")
	set.StringVar(&o.WordNet, "wordnet", "/usr/share/wordnet", "folder of WordNet 3.0 (apt-get install wordnet-base)")
	set.StringVar(&o.Out, "out", "nlp/gazetteer", "folder to write into")
	if err := set.Parse(args); err != nil {
		return err
	}
	return gazetteer.Make(o)
}

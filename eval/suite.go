package eval

// All lists the evaluations in order of their names.
func All() []Evaluation {
	return []Evaluation{
		{Name: "actors", Summary: "actors over 23 articles and 60 MEANTIME documents: B³, CEAF and links of their names", Run: actors},
		{Name: "attribution", Summary: "source, cue and content of claims in PolNeAR dev", Run: attribution},
		{Name: "events", Summary: "event types of PLV_train by cross-validation", Run: events},
		{Name: "joins", Summary: "events joined within and over the documents of MEANTIME", Run: eventJoins},
		{Name: "nlp", Summary: "sentences, tokens, tags, trees, names, coreference and times on their dev sets", Run: language},
		{Name: "oie", Summary: "open tuples of CaRB dev and of the WiRe57 wiki documents, facts of 84 sentences", Run: openExtraction},
		{Name: "statements", Summary: "statements of three articles against hand-made gold lists", Run: statements},
		{Name: "time", Summary: "time anchors of MEANTIME and the timelines of SemEval-2015 task 4", Run: timing},
	}
}

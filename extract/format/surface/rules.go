package surface

// Rule names a way of reading tuples, for explanations and reviews.
type Rule struct {
	Name    string
	Doc     string // one sentence
	Example string // a sentence and the tuple that the rule reads in it
}

// Rules lists the rules in the order of docs/oie.md.
func Rules() []Rule {
	return []Rule{
		{"verb-obj", "A finite verb with its own subject, with an object.", "Anna met Ben in Oslo. → Anna; met; Ben; in Oslo"},
		{"verb-obl", "A finite verb with its own subject, with a prepositional phrase in the place of an object.", "Rome was founded by twins. → Rome; was founded by; twins"},
		{"verb-content", "A finite verb with its own subject, with a clause or complement as its object.", "Anna said that Ben had left Rome. → Anna; said; Ben had left Rome"},
		{"verb-adverb", "A finite verb with its own subject, with an adverbial clause or adverb in the place of an object.", "Anna left when the war ended. → Anna; left; when the war ended"},
		{"verb-complement-obj", "An infinitive that joins the verb above it, with an object.", "Anna wanted to leave Rome. → Anna; wanted to leave; Rome"},
		{"verb-complement-obl", "An infinitive that joins the verb above it, with a prepositional phrase in the place of an object.", "Anna hopes to travel to Oslo. → Anna; hopes to travel to; Oslo"},
		{"verb-complement-content", "An infinitive that joins the verb above it, with a clause or complement as its object.", "Anna wants to know who left. → Anna; wants to know; who left"},
		{"verb-complement-adverb", "An infinitive that joins the verb above it, with an adverbial clause or adverb in the place of an object.", "Anna plans to travel to help the poor. → Anna; plans to travel; to help the poor"},
		{"controlled-obj", "An infinitive whose subject is the object above it, with an object.", "Anna asked Ben to leave Rome. → Ben; to leave; Rome"},
		{"controlled-obl", "An infinitive whose subject is the object above it, with a prepositional phrase in the place of an object.", "Anna told Ben to travel to Oslo. → Ben; to travel to; Oslo"},
		{"controlled-content", "An infinitive whose subject is the object above it, with a clause or complement as its object.", "Anna asked Ben to explain why they had left. → Ben; to explain; why they had left"},
		{"controlled-adverb", "An infinitive whose subject is the object above it, with an adverbial clause or adverb in the place of an object.", "Anna asked Ben to wait until the war ended. → Ben; to wait; until the war ended"},
		{"conjunct-obj", "A verb that shares the subject of the verb before it, with an object.", "Anna left Oslo and visited Rome. → Anna; visited; Rome"},
		{"conjunct-obl", "A verb that shares the subject of the verb before it, with a prepositional phrase in the place of an object.", "Ben was seen by Anna and thanked by Eva. → Ben; was thanked by; Eva"},
		{"conjunct-content", "A verb that shares the subject of the verb before it, with a clause or complement as its object.", "Anna visited Rome and said that Ben had left. → Anna; said; Ben had left"},
		{"conjunct-adverb", "A verb that shares the subject of the verb before it, with an adverbial clause or adverb in the place of an object.", "Anna visited Rome and stayed until the war ended. → Anna; stayed; until the war ended"},
		{"relative-obj", "A relative clause, with its antecedent, with an object.", "Anna met a man who owns a ship. → a man; owns; a ship"},
		{"relative-obl", "A relative clause, with its antecedent, with a prepositional phrase in the place of an object.", "Anna met a man who lives in Rome. → a man; lives in; Rome"},
		{"relative-content", "A relative clause, with its antecedent, with a clause or complement as its object.", "Anna met a man who says that the war is over. → a man; says; the war is over"},
		{"relative-adverb", "A relative clause, with its antecedent, with an adverbial clause or adverb in the place of an object.", "Anna met a man who left when the war ended. → a man; left; when the war ended"},
		{"participle-obj", "A participle behind its noun, passive ones with “was”, with an object.", "Anna met a man carrying a gun. → a man; carrying; a gun"},
		{"participle-obl", "A participle behind its noun, passive ones with “was”, with a prepositional phrase in the place of an object.", "Anna liked plans drawn by Ben. → plans; was drawn by; Ben"},
		{"participle-content", "A participle behind its noun, passive ones with “was”, with a clause or complement as its object.", "Anna read a letter saying that the war was over. → a letter; saying; the war was over"},
		{"participle-adverb", "A participle behind its noun, passive ones with “was”, with an adverbial clause or adverb in the place of an object.", "Anna read a book published when Ben was young. → a book; was published; when Ben was young"},
		{"adverbial-obj", "A participle beside the clause, with the subject of that, with an object.", "Anna left Rome, carrying a gun. → Anna; carrying; a gun"},
		{"adverbial-obl", "A participle beside the clause, with the subject of that, with a prepositional phrase in the place of an object.", "Founded by twins, Rome grew. → Rome; was Founded by; twins"},
		{"adverbial-content", "A participle beside the clause, with the subject of that, with a clause or complement as its object.", "Anna left Rome, saying that the war was over. → Anna; saying; the war was over"},
		{"adverbial-adverb", "A participle beside the clause, with the subject of that, with an adverbial clause or adverb in the place of an object.", "Anna wept, fleeing because the war had begun. → Anna; fleeing; because the war had begun"},
		{"further-obl", "A further prepositional phrase of a verb without an object.", "Rome was founded by twins in May. → Rome; was founded in; May"},
		{"intransitive", "A clause with its subject alone; a fact, no open tuple.", "The talks collapsed. → The talks; collapsed"},
		{"copula", "X is Y.", "Anna is a judge. → Anna; is; a judge"},
		{"copula-of", "X is Y with the phrase of Y as its object.", "Rome is the capital of Italy. → Rome; is the capital of; Italy"},
		{"copula-phrase", "X is in, at, under … Y.", "Anna is in Rome. → Anna; is in; Rome"},
		{"copula-adjective-obl", "X is such with a prepositional phrase.", "Anna is responsible for the talks. → Anna; is responsible for; the talks"},
		{"copula-clause", "X is what a clause says.", "The problem is that they left. → The problem; is; they left"},
		{"existential", "There is X.", "There is a problem. → There; is; a problem"},
		{"apposition", "A noun phrase set beside another between commas.", "Anna, a judge, met Ben. → Anna; is; a judge"},
		{"title", "A title or description before the name, or a name close behind its noun.", "Rebel leader Juan Ortega met Ben. → Juan Ortega; is; Rebel leader"},
		{"possessive", "The owner of something, by genitive.", "Anna's plan pleased Ben. → Anna; has; plan"},
		{"owned", "The owner of something, by “of”.", "The population of the city fell. → the city; has; population"},
		{"example", "What follows “such as” or “including”.", "Cities such as Rome and Oslo grew. → Rome; is; Cities"},
	}
}

package extract

// Rule names a way of reading statements, for explanations and reviews.
type Rule struct {
	Name    string
	Doc     string // one sentence
	Example string // a sentence and what the rule reads in it
}

// Rules lists the extraction rules in the order of docs/extraction.md.
func Rules() []Rule {
	return []Rule{
		{"sv", "A verb with its subject alone.", "The talks collapsed. → talks collapse"},
		{"svo", "A verb with a direct object.", "Police arrested a suspect. → Police arrest suspect"},
		{"svoo", "A verb with two objects; the indirect one becomes “to”.", "Berlin gave Kyiv tanks. → Berlin give tanks; to Kyiv"},
		{"sva", "A verb whose prepositional argument takes the object's place.", "Anna travelled to Oslo. → Anna travel_to Oslo"},
		{"svc", "A verb with a predicate complement or a clause as its object.", "The minister became unpopular. → minister become “unpopular”"},
		{"naming", "A verb that says something of its object; the words are the qualifier “complement”.", "Anna called the plan “a trap”. → Anna call plan; complement “a trap”"},
		{"passive-agent", "A passive with its agent, turned round.", "The envoy was received by the king. → king receive envoy"},
		{"passive", "A passive without an agent: the patient is the subject of “be_…”. No agent is invented.", "The envoy was arrested. → envoy be_arrested"},
		{"passive-sva", "An agentless passive with a prepositional argument.", "Anna was sent to Oslo. → Anna be_sent_to Oslo"},
		{"light-verb", "A verb that only carries a noun of happening, or a fixed phrase of the vocabulary.", "Anna held talks with Boris. → Anna talk Boris"},
		{"reciprocal", "Coordinated subjects of a symmetric relation without an object.", "Anna and Boris met. → Anna meet Boris"},
		{"nominal-event", "A noun of happening with its participants.", "a meeting between Anna and Boris → Anna meet Boris"},
		{"compound-participle", "A participle compounded with its agent.", "a US-proposed ceasefire → US propose ceasefire"},
		{"based-in", "Where somebody sits, compounded with the name.", "the Paris-based group → group be_based_in Paris"},
		{"host-meets", "Who received, hosted or welcomed a person met him.", "The king received Anna. → king meet Anna"},
		{"copula-noun", "X is a thing.", "The deal is a success. → deal be success"},
		{"copula-adjective", "X is such.", "Anna was angry. → Anna be “angry”"},
		{"copula-phrase", "X is at, in, under … something.", "Anna is in Oslo. → Anna be_in Oslo"},
		{"existential", "There is something.", "There were protests in Oslo. → protests exist"},
		{"role-before-name", "A title before the name.", "Kremlin spokesman Dmitry Peskov → Dmitry Peskov role “Kremlin spokesman”"},
		{"role-apposition", "A title set beside the name.", "Anna Berg, the mayor of Oslo, → Anna Berg role “mayor of Oslo”"},
		{"role-copula", "A person is something by office or work.", "Anna is a judge. → Anna role “judge”"},
		{"role-appointed", "A verb that gives an office.", "Anna was elected president. → Anna role “president”"},
		{"say", "A verb of speech with its words.", "Anna said that it rained. → Anna say “that it rained”"},
		{"say-according", "Words attributed without a verb and its subject.", "According to Anna, it rained. → Anna say “it rained”"},
		{"say-continued", "A quotation that goes on without a cue.", "“It rained,” Anna said. “It poured.” → Anna say “It poured.”"},
	}
}

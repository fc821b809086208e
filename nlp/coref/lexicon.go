package coref

import (
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
)

// Lexicon tells what words alone say about people: by default the gazetteer
// and the lists of this file. The zero answers are for words that it does
// not know.
type Lexicon interface {
	// Gender of a first name, "f", "m" or "".
	Gender(first string) string
	// RoleNoun reports whether a lower-case lemma names a person by an office
	// or trade: envoy, president, farmer.
	RoleNoun(lemma string) bool
}

// words turns a list into a set.
func words(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// roleNouns name a person by office, trade or relation.
var roleNouns = words(`
president vice-president premier minister chancellor secretary senator congressman congresswoman representative
governor mayor councillor councilor lawmaker legislator politician candidate nominee leader chief head chairman chairwoman
chairperson chair director manager executive ceo cfo coo founder co-founder owner boss commissioner ambassador envoy
diplomat negotiator mediator delegate spokesman spokeswoman spokesperson spokespeople adviser advisor aide assistant official
officer commander general admiral colonel major captain lieutenant sergeant soldier marine pilot astronaut cosmonaut
king queen prince princess emperor monarch sultan sheikh emir duke duchess pope bishop archbishop cardinal priest pastor imam rabbi cleric
judge justice prosecutor attorney lawyer solicitor barrister sheriff policeman policewoman detective inspector
doctor physician surgeon nurse scientist researcher professor teacher lecturer historian economist analyst expert
philosopher biologist physicist chemist engineer programmer developer designer architect inventor
journalist reporter editor columnist correspondent author writer novelist poet playwright singer musician composer
rapper guitarist drummer actor actress comedian filmmaker producer artist painter sculptor photographer dancer model
player striker goalkeeper midfielder defender coach trainer athlete runner swimmer boxer golfer champion captain driver
referee activist campaigner protester protestor dissident defector refugee migrant immigrant prisoner inmate hostage
suspect defendant plaintiff victim survivor witness attacker gunman shooter bomber killer murderer terrorist rebel militant insurgent
farmer worker employee employer employer student pupil graduate tourist visitor passenger customer client patient resident
citizen voter veteran neighbour neighbor friend colleague partner counterpart rival opponent successor predecessor
deputy vice co-chair treasurer auditor banker investor trader businessman businesswoman entrepreneur millionaire billionaire oligarch tycoon
dictator ruler strongman statesman ombudsman chairman speaker whip principal dean rector chaplain
man woman boy girl child baby infant teenager adult person individual guy lady gentleman
father mother parent son daughter brother sister husband wife spouse widow widower uncle aunt nephew niece cousin
grandfather grandmother grandson granddaughter twin sibling fiance fiancee boyfriend girlfriend
host presenter anchor blogger magician chef cook bartender librarian curator volunteer organiser organizer participant
member contestant winner loser hero star celebrity legend icon newcomer native`)

// looseRoles are nouns of people too general to pick out a holder of the
// role when they come with the definite article.
var looseRoles = words(`member person individual participant resident citizen worker employee student friend head chief star native winner expert official`)

var femaleNouns = words(`woman girl lady queen princess duchess actress mother daughter sister wife widow aunt niece granddaughter grandmother girlfriend fiancee spokeswoman chairwoman congresswoman policewoman businesswoman nun waitress heroine mrs ms miss madam lady`)
var maleNouns = words(`man boy gentleman king prince duke emperor actor father son brother husband widower uncle nephew grandson grandfather boyfriend fiance spokesman chairman congressman policeman businessman gunman statesman priest monk mr sir lord guy pope`)

// orgNouns name organisations, placeNouns places, stateNouns countries,
// groupNouns bodies of people.
var orgNouns = words(`company firm corporation manufacturer maker carmaker automaker bank government administration ministry
department agency authority commission committee council parliament congress senate assembly court tribunal party union association
organisation organization institute university college school hospital church club federation foundation
newspaper magazine broadcaster station network channel outlet airline retailer supplier operator group bureau office
board cabinet regulator watchdog exchange fund charity movement alliance coalition league publisher studio label
giant conglomerate startup start-up subsidiary brand lender insurer utility bloc consortium chain museum theatre
site website carrier embassy military navy service duma kremlin`)
var placeNouns = words(`city town village capital region province district county area island port airport river lake mountain valley territory
peninsula continent neighbourhood neighborhood suburb street square park site border frontline stadium venue building hotel`)
var stateNouns = words(`country nation state republic kingdom superpower power`)
var groupNouns = words(`people delegation team side crew army police force troop staff public crowd family couple band audience population
community opposition militia gang squad side crowd jury media press youth electorate clergy`)

// titles stand before names and say the gender or nothing.
var titles = map[string]string{
	"mr": "m", "mister": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "lady": "f", "dame": "f", "madame": "f", "madam": "f",
	"dr": "", "prof": "", "gen": "", "sen": "", "rep": "", "gov": "", "rev": "", "st": "", "president": "", "king": "m", "queen": "f", "prince": "m",
	"princess": "f", "pope": "m", "father": "m", "sister": "f", "brother": "m",
}

// nameParticles belong to surnames.
var nameParticles = words(`van von der den de la le du da dos del di bin ibn al el ben abu mac st ter ten ag ould bint`)

// generations tell father and son of one name apart.
var generations = words(`jr sr ii iii iv`)

// elder are words before a name that say the same.
var elder = map[string]string{"elder": "sr", "younger": "jr"}

var suffixes = words(`jr sr ii iii iv phd md esq inc corp ltd llc plc co gmbh ag sa`)

// known is the lexicon of the gazetteer and the word lists above.
type known struct{}

var _ Lexicon = known{}

// Gazetteer is the lexicon that is used by default.
func Gazetteer() Lexicon { return known{} }

func (known) Gender(first string) string {
	if monthNames[strings.ToLower(first)] {
		return ""
	}
	if g := gazetteer.Gender(first); g != "" {
		return g
	}
	switch w := gazetteer.Fold(first); {
	case mostlyFemale[w]:
		return "f"
	case mostlyMale[w]:
		return "m"
	}
	return ""
}

// mostlyFemale and mostlyMale are names that the gazetteer leaves open, as
// somebody somewhere of the other sex bears them, but that in news mean one.
var mostlyFemale = words(`linda karen lauren christina joan julia condoleezza olga svetlana dilma benazir jane`)
var mostlyMale = words(`robert michael william richard joseph thomas charles daniel paul joshua kevin ryan jacob justin benjamin samuel patrick
raymond tyler aaron jose adam nathan henry kyle ethan christian keith roger gerald dylan arthur lawrence billy gabriel joe juan
albert willie elijah vincent dan ben sam fred victor yuri emmanuel nicolas francois jacques pierre mario miguel mohamed ali ariel imran
pervez xi jinping shinzo kenji jong-un tony simon ian thabo lech ludovic marcel andre louis antoine felix leo max theodore martin eugene
warren newt liam eli isaac neil georges gerard henri rene denis herve thierry laurent frederic benoit gilles fabrice didier alain yves
yannick etienne guillaume olivier bruno julien sebastien raphael emile hubert ernest alfred edmond joachim johan karim evan`)

// monthNames are first names of either sex wherever a calendar gave them;
// April, May and June are left out, which are women's names.
var monthNames = words(`january february march july september october november december`)

func (known) RoleNoun(lemma string) bool {
	return roleNouns[lemma] || gazetteer.RoleNoun(lemma) && !orgNouns[lemma] && !placeNouns[lemma] && !stateNouns[lemma] && !groupNouns[lemma]
}

// reporting verbs introduce speech.
var reporting = words(`say tell add announce ask reply respond explain note claim state declare deny insist argue warn
admit remark comment write report reveal confirm stress emphasise emphasize suggest promise vow pledge recall continue
conclude joke tweet quip observe acknowledge agree complain demand urge predict describe believe think shout answer exclaim
boast assert maintain point caution concede counter reiterate`)

package gazetteer

import "strings"

// titles stand before a person's name, as written with a capital or without.
var titles = set(`mr mrs ms mx miss dr prof professor sir dame lord lady rev reverend fr father sister brother sr saint st hon
	president vice-president premier chancellor senator sen governor gov mayor congressman congresswoman representative rep
	secretary minister ambassador envoy general gen colonel col major maj captain capt lieutenant lt sergeant sgt corporal
	private admiral adm brigadier commander cmdr marshal king queen prince princess emperor empress tsar sultan emir sheikh
	sheik ayatollah imam mullah pope cardinal archbishop bishop rabbi patriarch judge justice attorney sheriff inspector
	detective constable officer chief chairman chairwoman director coach captain monsieur madame mme mlle herr frau señor
	señora don comrade councillor councilor speaker delegate deputy commissioner superintendent lama`)

// longTitles are titles of several words.
var longTitles = []string{
	"vice president", "prime minister", "deputy prime minister", "first minister", "foreign minister", "defence minister", "defense minister",
	"interior minister", "finance minister", "secretary of state", "secretary general", "secretary-general", "attorney general",
	"national security advisor", "national security adviser", "crown prince", "chief executive", "chief of staff", "police chief",
	"major general", "lieutenant general", "lieutenant colonel", "brigadier general", "rear admiral", "vice admiral", "supreme leader",
	"grand ayatollah", "first lady", "deputy minister", "lord mayor", "chief justice", "special envoy", "high representative",
	"defense secretary", "defence secretary", "foreign secretary", "home secretary", "press secretary", "treasury secretary", "emeritus professor", "associate professor", "assistant professor",
}

func set(list string) map[string]bool {
	out := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

// Title reports words that stand before a person's name and are no part of
// it: President, Mr, Gen. Case and a final period do not matter.
func Title(word string) bool {
	return titles[strings.TrimSuffix(strings.ToLower(word), ".")]
}

// LongTitle returns the number of words of the longest title of several words
// that words begin with, 0 if there is none. Words are compared without case.
func LongTitle(words []string) int {
	best := 0
	for _, t := range longTitles {
		n := strings.Count(t, " ") + 1
		if n > best && n <= len(words) && strings.EqualFold(strings.Join(words[:n], " "), t) {
			best = n
		}
	}
	return best
}

// organisationWords are heads and marks of names of organisations.
var organisationWords = set(`ministry department agency party inc corp ltd plc llc co company corporation bank university college school
	institute academy council committee commission parliament congress senate court tribunal union association federation
	foundation organization organisation league alliance coalition front movement army navy force forces guard police
	office bureau authority administration board fund group club church times post news wire journal herald telegraph observer mail magazine review daily weekly examiner chronicle globe monitor inquirer dispatch register sentinel courier bulletin relief gazette tribune press radio
	television tv network airlines airways hospital museum library team society trust service services institution centre center
	brigade battalion regiment division corps command fleet assembly gmbh ag plc lottery railway railways clinic cabinet government exchange holdings industries
	international partners systems technologies laboratories fc confederation chamber secretariat directorate consortium treasury
	senate caucus scouts brotherhood diocese archdiocese embassy consulate journal`)

// OrganisationWord reports words that end or mark the name of an
// organisation: Ministry, Party, Inc.
func OrganisationWord(word string) bool {
	return organisationWords[strings.TrimSuffix(strings.ToLower(word), ".")]
}

// organisationHeads are those that name an organisation whatever else the
// name holds; the others are also found in names of places, works and events.
var organisationHeads = set(`ministry department agency university college institute academy council committee commission parliament
	tribunal association federation foundation organization organisation alliance coalition army navy forces police bureau
	guard authority administration confederation secretariat directorate brigade battalion regiment corps assembly party inc corp ltd plc llc gmbh corporation company`)

// OrganisationHead reports the words of OrganisationWord that leave no doubt:
// Ministry, Brigade, University.
func OrganisationHead(word string) bool {
	return organisationHeads[strings.TrimSuffix(strings.ToLower(word), ".")]
}

// placeWords are heads of names of places.
var placeWords = set(`river lake sea ocean mountain mount mountains hill hills valley desert island islands isle bay gulf strait cape
	peninsula street avenue road square bridge park airport station harbour harbor port beach province region district county
	state republic kingdom city town village canal coast forest dam palace castle stadium arena hall tower temple mosque
	cathedral base prison highway boulevard plaza territories heights parish borough prefecture oblast raion governorate canton municipality
	village suburb crossing pass reservoir waterfall falls creek ridge`)

// PlaceWord reports words that end or mark the name of a place.
func PlaceWord(word string) bool { return placeWords[strings.ToLower(word)] }

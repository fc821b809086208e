package intake

import "regexp"

// The words by which page furniture gives itself away. They were written for
// this package from what news sites put between paragraphs; none is the
// wording of one site alone.

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

var advertMarks = set("advertisement", "advertisements", "advertising", "advert", "ad", "ads", "sponsored", "sponsored content", "sponsor message", "promoted", "promoted content", "paid content", "paid post", "partner content", "commercial break", "ad feedback", "skip ad", "remove ads", "this advertisement has not loaded yet")

var advertLine = regexp.MustCompile(`^(?:(?:the )?(?:article|story|text) continues (?:below|after)(?: (?:the |this )?(?:advertisement|ad|promotion))?|continue reading(?: below| the main story)?|scroll (?:down )?to continue(?: reading)?|advertisement ?[-–—|:] ?(?:scroll|story|article|continue) .*|skip (?:past )?(?:advertisement|ad|newsletter promotion|to (?:main )?content))$`)

var shareMarks = set("share", "share this", "share this article", "share this story", "share article", "share on facebook", "share on x", "share on twitter", "share on whatsapp", "share via email", "share on telegram", "share on linkedin", "tweet", "tweet this", "facebook", "twitter", "whatsapp", "telegram", "linkedin", "reddit", "pinterest", "instagram", "youtube", "email", "e-mail", "print", "print this page", "copy link", "link copied", "save", "save article", "save for later", "bookmark", "comment", "comments", "leave a comment", "view comments", "show comments", "post a comment", "add a comment", "join the conversation", "reply", "like", "listen", "listen to this article", "home", "menu", "search", "log in", "login", "sign in", "sign up", "register", "subscribe", "subscribe now", "newsletter", "newsletters", "back to top", "top", "next", "previous", "next article", "previous article", "close", "open menu", "skip to content", "toggle navigation", "read full story", "show more", "load more", "see more", "view all", "loading", "terms of use", "terms of service", "privacy policy", "cookie policy", "cookie settings", "contact us", "about us", "support us", "donate", "tags", "topics", "follow us", "rss", "mobile app", "download the app", "photo gallery", "watch live", "watch now")

// listHead is the heading of a list of other articles: "Other Topics of
// Interest", "Related stories", "More from this section", "You may also like".
var listHead = regexp.MustCompile(`^(?:` +
	`(?:related|recommended|popular|trending|latest|recent|top|further|similar|suggested|featured|most (?:read|popular|viewed|shared)|other|more|editor'?s'? picks?|additional|connected) ?(?:topics?|stories|story|articles?|news|reading|posts?|coverage|headlines?|links?|content|reads|updates|videos?|items|on this topic|on this story|to read)(?: (?:of interest|for you|today|this week|now|in .{2,30}|from .{2,40}|about .{2,40}|on .{2,40}|by .{2,40}))?` +
	`|related|recommended(?: for you)?|see also|also read|read also|read more|read next|up next|what to read next|don't miss|most read|most viewed|most popular|trending(?: now)?|in other news|more on this(?: story| topic)?|more from .{2,40}|more in .{2,40}|you (?:may|might|may also|might also|will) (?:also )?(?:like|be interested in|want to read|enjoy)|you may have missed|in case you missed it|editor'?s'? (?:picks?|choice)|from the web|around the web|elsewhere on the (?:web|site)|our other (?:stories|articles)|keep reading` +
	`)$`)

// listHeading reports whether a line announces a list of other articles.
func listHeading(bare string) bool { return listHead.MatchString(bare) }

// pointer is a line that leads to one other article, named after a label.
var pointer = regexp.MustCompile(`^(?i:read more|read also|also read|read next|read|related|related article|related story|see also|watch|watch more|watch live|listen|more|more on this|explainer|don't miss|recommended|background|gallery|in pictures|live updates|opinion|analysis)\s?(?:[:|»›→>]|[–—-]\s)\s*\S`)

var byline = regexp.MustCompile(`^(?:By|by|BY|Written by|Reported by|Reporting by|Edited by)\s+(?:\p{Lu}[\p{L}.'’-]*\s*(?:,\s*|and\s+|&\s+|\|\s*|for\s+|in\s+|the\s+|at\s+)*){1,10}$`)

var pageFacts = regexp.MustCompile(`^(?:(?:about )?\d{1,2}[ -]min(?:ute)?s?(?: read)?|(?:last )?(?:updated|published|posted|modified)(?: on| at|:)? .{4,40}|(?:published|updated|posted)|\d{1,2} (?:hours?|minutes?|mins?|days?|weeks?) ago|\d+ (?:comments?|shares?|views?|likes?)|reading time:? .{1,20}|page \d+(?: of \d+)?|(?:text|font) size.{0,20})$`)

var rights = regexp.MustCompile(`^(?:©|\(c\) |copyright\b|&copy;).{0,200}$|\ball rights reserved\b|(?:may|must) not be (?:published|republished|reproduced|broadcast|rewritten|redistributed|copied)\b.{0,80}(?:permission|consent|redistributed|broadcast|rewritten)`)

var keyboard = regexp.MustCompile(`\b(?:ctrl|cmd|alt|shift|⌘)\s*\+\s*[a-z]`)

var cookies = regexp.MustCompile(`^(?:this (?:web)?site|we|our (?:web)?site|by (?:continuing|using|clicking)).{0,80}\bcookies?\b|^(?:accept|reject|manage|allow)(?: all)? cookies?$`)

// appeal is how words to the reader begin.
var appeal = regexp.MustCompile(`^(?:please |simply |just |and )?(?:follow|sign up|subscribe|click|tap|download|join|read|watch|listen|share|get|donate|support|send|e-?mail|contact|write|report|register|log in|enter|scroll|visit|find|like|check|stay|receive|become|discover|explore|see|give|tell|let|help|make|consider|keep|learn)\b|^(?:to|if you|want to|have you|did you|do you|got an?|for|spotted an?|found an?|see an?|noticed an?|you can|you may|you are|this (?:article|story|text|piece|report|content) (?:was|is|has|first|originally)|the (?:editors?|newsroom))\b.{0,120}\b(?:write|contact|e-?mail|click|tap|press|visit|sign|subscribe|follow|read|call|send|highlight|let us|tell us|get in touch|see here|go|permission|appeared|published|correct)`)

// readerWords are words without one of which usOrYours matches nothing.
var readerWords = set("us", "our", "ours", "your", "you", "here")

// usOrYours is how words to the reader name the two sides.
var usOrYours = regexp.MustCompile(`\b(?:us|our|ours|your|you)\b.{0,80}\b(?:here|newsletters?|app|channel|podcasts?|inbox|accounts?|website|page|team|journalism|reporters?|editors?|whatsapp|telegram|facebook|twitter|instagram|youtube|notifications?|alerts?|profile|subscribers?|e-?mail|website|link|form|button|ctrl|below|coverage|community|membership|browser|device)\b|\b(?:here|newsletters?|app|channel|podcasts?|inbox|e-?mail|link|form)\b.{0,60}\b(?:us|our|your)\b|\b(?:us|our)\b (?:here|at|on|via|by)\b|\bfollow us\b|\bcontact us\b|\bclick here\b|\bsign up here\b|@[a-z0-9.-]+\.[a-z]{2,}`)

var secondPerson = regexp.MustCompile(`\byou(?:r)?\b`)

// ending is what the closing lines of a page say.
var ending = regexp.MustCompile(`^[(\[]?(?:with (?:reporting|additional reporting|files|contributions?) (?:by|from)\b.{2,120}|(?:additional )?(?:reporting|editing|writing|research|production) by\b.{2,160}|reporting by .{2,80}; ?.{0,120}|(?:this|the) (?:article|story|report|text) (?:was|has been|is) (?:originally |first |last )?(?:published|updated|corrected|amended|translated|edited|produced|adapted)\b.{0,160}|(?:source|sources|via|tags|filed under|categories|topics|keywords|photo|photos|image|images)\s?:.{1,120}|correction\s?:?.{0,20}|our standards:.{0,80}|end(?:s)?|###|-30-)[)\]]?$`)

// leadsOn are first words that lead on from an earlier paragraph.
var leadsOn = set("on", "he", "she", "they", "it", "his", "her", "their", "its", "also", "but", "however", "meanwhile", "later", "earlier", "then", "still", "and", "speaking", "this", "these", "that", "those", "asked", "after", "at", "in", "according", "when", "while")

// shortCommon are words too common to show what a headline is about.
var shortCommon = set("the", "and", "for", "with", "that", "this", "from", "has", "have", "was", "were", "are", "will", "not", "but", "its", "his", "her", "their", "who", "what", "how", "why", "when", "can", "may", "said", "says", "after", "over", "into", "new", "out", "all", "more", "than")

// credit is the credit of a picture at the end of a unit.
var credit = regexp.MustCompile(`(?:^|[\s(\[])((?:Image|Photo|Photograph|Picture|Video|Illustration|Graphic|Photo credit|Image credit|Credit|Courtesy|File photo|File image)s?(?: by| credit| courtesy of)?\s?:\s?[^.:]{2,80}\.?|\((?:Image|Photo|Picture|AP Photo|File)s?(?: by|:|/)[^)]{2,80}\)\.?|(?:Photo|Image|Picture) by [^.:]{2,60}/[^.:]{2,40}\.?)$`)

package pipeline

import (
	"testing"

	"github.com/dramatis-kg/dramatis/text"
)

func TestGazetteer(t *testing.T) {
	for _, c := range []struct {
		name string
		kind text.EntityKind
		want string
		as   text.EntityKind
	}{
		{"Russia", text.KindState, "Russia", text.KindState},
		{"Russian", text.KindState, "Russia", text.KindState},
		{"Moscow", text.KindState, "Russia", text.KindState},
		{"Moscow", text.KindPlace, "Moscow", text.KindPlace},
		{"Kremlin", text.KindState, "Russia", text.KindState},
		{"the Kremlin", text.KindOrg, "Russia", text.KindState},
		{"White House", text.KindOrg, "United States", text.KindState},
		{"Canadian Government", text.KindOrg, "Canada", text.KindState},
		{"Government of Canada", text.KindOrg, "Canada", text.KindState},
		{"Brussels", text.KindOrg, "European Union", text.KindOrg},
		{"US", text.KindState, "United States", text.KindState},
		{"Russia", text.KindPlace, "Russia", text.KindState},
		{"Zelenskyy", text.KindPerson, "Volodymyr Zelensky", text.KindPerson},
		{"NATO", text.KindOrg, "North Atlantic Treaty Organization", text.KindOrg},
		{"Nobody Inparticular", text.KindPerson, "", ""},
		{"Paris", text.KindPerson, "", ""},
	} {
		k, _ := Gazetteer{}.Known(c.name, c.kind)
		if k.Name != c.want || k.Kind != c.as {
			t.Errorf("%s as %s: got %q, %q; want %q, %q", c.name, c.kind, k.Name, k.Kind, c.want, c.as)
		}
	}
}

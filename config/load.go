package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/viper"
)

// FileName is the name of the configuration file looked for.
const FileName = "dramatis.yaml"

// EnvPrefix begins the name of every variable: DRAMATIS_SERVE_PORT sets
// serve.port.
const EnvPrefix = "DRAMATIS_"

// EnvFile is the variable that names the configuration file.
const EnvFile = EnvPrefix + "CONFIG"

// Origin is where a value came from.
type Origin struct {
	Kind string // "default", "file", "variable", "flag"
	Name string // path of the file, name of the variable or flag
}

// String is "file ./dramatis.yaml", "flag --store", "default".
func (o Origin) String() string {
	if o.Name == "" {
		return o.Kind
	}
	return o.Kind + " " + o.Name
}

// Options are the sources of a configuration.
type Options struct {
	// File is the configuration file the user named. Default "": the variable
	// DRAMATIS_CONFIG, else the first of Search that exists, else none.
	File string
	// Search lists files to look for, best first. Default nil.
	Search []string
	// Environ holds the process's variables as "NAME=value". Default nil.
	Environ []string
	// Flags are the settings given as flags, by key. Default nil.
	Flags map[string]Flag
}

// Flag is a setting given on the command line.
type Flag struct {
	Name  string // as given, without dashes: "port"
	Value any
}

// SearchPaths are the places of the configuration file: the working
// directory, then the user's folder of configurations.
func SearchPaths(userConfigDir string) []string {
	paths := []string{FileName}
	if userConfigDir != "" {
		paths = append(paths, filepath.Join(userConfigDir, "dramatis", FileName))
	}
	return paths
}

// Loaded is a configuration with the origin of every value.
type Loaded struct {
	Config
	File    string // the file read, "" if none
	origins map[string]Origin
}

// Setting is one line of what a configuration says.
type Setting struct {
	Key, Value, Doc string
	From            Origin
}

// Settings lists all values with their origins, in a fixed order.
func (l *Loaded) Settings() []Setting {
	var out []Setting
	for _, k := range keys() {
		out = append(out, Setting{k.name, k.get(&l.Config), k.doc, l.origins[k.name]})
	}
	return out
}

// Load reads all sources. The error joins a [Fault] for every unknown key and
// bad value.
func Load(o Options) (*Loaded, error) {
	l := &Loaded{Config: Default(), origins: map[string]Origin{}}
	for _, k := range keys() {
		l.origins[k.name] = Origin{Kind: "default"}
	}
	variables := variablesOf(o.Environ)
	file, err := findFile(o, variables)
	if err != nil {
		return nil, err
	}
	l.File = file
	var faults []error
	if file != "" {
		values, err := readFile(file)
		if err != nil {
			return nil, err
		}
		faults = append(faults, l.apply(values, func(string) Origin { return Origin{"file", file} })...)
	}
	faults = append(faults, l.apply(variableValues(variables), func(key string) Origin { return Origin{"variable", variableName(key)} })...)
	given := map[string]any{}
	for key, f := range o.Flags {
		given[key] = f.Value
	}
	faults = append(faults, l.apply(given, func(key string) Origin { return Origin{"flag", "--" + o.Flags[key].Name} })...)
	if len(faults) == 0 {
		faults = l.validate()
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return l, nil
}

// apply sets values from one source; keys are sorted so that faults come in
// a fixed order.
func (l *Loaded) apply(values map[string]any, from func(key string) Origin) []error {
	known := map[string]key{}
	for _, k := range keys() {
		known[k.name] = k
	}
	var names []string
	for name := range values {
		names = append(names, name)
	}
	slices.Sort(names)
	var faults []error
	for _, name := range names {
		k, ok := known[name]
		if !ok {
			faults = append(faults, &Fault{name, from(name), "is no setting" + didYouMean(name)})
			continue
		}
		if err := k.set(&l.Config, values[name]); err != nil {
			faults = append(faults, &Fault{name, from(name), err.Error()})
			continue
		}
		l.origins[name] = from(name)
	}
	return faults
}

// validate adds the origins to the faults that Validate finds.
func (l *Loaded) validate() []error {
	err := l.Validate()
	if err == nil {
		return nil
	}
	var faults []error
	joined, _ := err.(interface{ Unwrap() []error })
	for _, e := range joined.Unwrap() {
		var f *Fault
		if errors.As(e, &f) {
			f.From = l.origins[f.Key]
		}
		faults = append(faults, e)
	}
	return faults
}

// findFile chooses the configuration file.
func findFile(o Options, variables map[string]string) (string, error) {
	named, by := o.File, "flag --config"
	if named == "" {
		named, by = variables[EnvFile], "variable "+EnvFile
	}
	if named != "" {
		if _, err := os.Stat(named); err != nil {
			return "", fmt.Errorf("config: file %s (%s) cannot be read: %w", named, by, reason(err))
		}
		return named, nil
	}
	for _, path := range o.Search {
		switch _, err := os.Stat(path); {
		case err == nil:
			return path, nil
		case !errors.Is(err, fs.ErrNotExist):
			return "", fmt.Errorf("config: file %s cannot be read: %w", path, reason(err))
		}
	}
	return "", nil
}

// reason is an error without the path it repeats.
func reason(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// readFile reads a YAML file as flat keys.
func readFile(path string) (map[string]any, error) {
	v := viper.New()
	v.SetConfigFile(path)
	v.SetConfigType("yaml")
	if err := v.ReadInConfig(); err != nil {
		var parse viper.ConfigParseError
		if errors.As(err, &parse) {
			return nil, fmt.Errorf("config: file %s is no valid YAML: %w", path, parse.Unwrap())
		}
		return nil, fmt.Errorf("config: file %s cannot be read: %w", path, reason(err))
	}
	values := map[string]any{}
	flatten(v.AllSettings(), "", values)
	return values, nil
}

// flatten turns nested settings into "serve.port". A group that should be a
// value, or the other way round, stays visible under its own name.
func flatten(in map[string]any, prefix string, out map[string]any) {
	for name, v := range in {
		if group, ok := v.(map[string]any); ok && len(group) > 0 {
			flatten(group, prefix+name+".", out)
			continue
		}
		out[prefix+name] = v
	}
}

func variablesOf(environ []string) map[string]string {
	out := map[string]string{}
	for _, e := range environ {
		if name, value, ok := strings.Cut(e, "="); ok && strings.HasPrefix(name, EnvPrefix) {
			out[name] = value
		}
	}
	return out
}

// variableName is the variable that sets a key.
func variableName(key string) string {
	return EnvPrefix + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

// variableValues maps variables to keys; one that sets nothing keeps a name
// made from its own, so that it is reported. An empty variable counts as
// absent.
func variableValues(variables map[string]string) map[string]any {
	names := map[string]string{}
	for _, k := range keys() {
		names[variableName(k.name)] = k.name
	}
	out := map[string]any{}
	for name, value := range variables {
		if name == EnvFile || value == "" {
			continue
		}
		key, ok := names[name]
		if !ok {
			key = strings.ToLower(strings.TrimPrefix(name, EnvPrefix))
		}
		out[key] = value
	}
	return out
}

// didYouMean names the setting closest to a wrong name, if any is close.
func didYouMean(name string) string {
	best, distance := "", 4
	for _, k := range keys() {
		if d := editDistance(strings.ToLower(name), k.name); d < distance {
			best, distance = k.name, d
		}
	}
	if best == "" {
		return "; see dramatis config"
	}
	return "; did you mean " + best + "?"
}

// editDistance is Levenshtein's, in bytes.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}

package web

import (
	"encoding/json"
	"fmt"
	"net/http"

	"go.yaml.in/yaml/v3"
)

// loadOpenAPI is the description of the API in its two forms.
func loadOpenAPI() (asYAML, asJSON []byte, err error) {
	if asYAML, err = assets.ReadFile("assets/openapi.yaml"); err != nil {
		return nil, nil, fmt.Errorf("web: %w", err)
	}
	var v any
	if err := yaml.Unmarshal(asYAML, &v); err != nil {
		return nil, nil, fmt.Errorf("web: openapi.yaml: %w", err)
	}
	if asJSON, err = json.Marshal(v); err != nil {
		return nil, nil, fmt.Errorf("web: openapi.yaml: %w", err)
	}
	return asYAML, asJSON, nil
}

// described serves the description.
func described(kind string, body []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Cache-Control", "no-cache")
		_, _ = w.Write(body) // the client may have gone
	})
}

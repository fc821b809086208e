package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"net/url"
	"strings"
)

// cookieName is the cookie that holds the token after a browser has shown it
// once.
const cookieName = "dramatis"

// withToken lets only those through who have the token: programs by
// "Authorization: Bearer", browsers by a cookie that they get when they open
// the address that serve printed, which holds it as the parameter token. The
// cookie is not sent with requests that pages of other sites cause.
func withToken(next http.Handler, token string) http.Handler {
	want := sha256.Sum256([]byte(token))
	same := func(given string) bool {
		got := sha256.Sum256([]byte(given))
		return given != "" && subtle.ConstantTimeCompare(got[:], want[:]) == 1
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
			if same(strings.TrimSpace(given)) {
				next.ServeHTTP(w, r)
				return
			}
			refuseToken(w)
			return
		}
		if q := r.URL.Query(); q.Has("token") && (r.Method == http.MethodGet || r.Method == http.MethodHead) {
			if !same(q.Get("token")) {
				refuseToken(w)
				return
			}
			http.SetCookie(w, &http.Cookie{Name: cookieName, Value: url.QueryEscape(token), Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: r.TLS != nil})
			q.Del("token") // it is not to stay in the history
			to := url.URL{Path: "/" + strings.TrimLeft(r.URL.Path, "/"), RawQuery: q.Encode()}
			w.Header().Set("Cache-Control", "no-store")
			http.Redirect(w, r, to.String(), http.StatusSeeOther)
			return
		}
		if c, err := r.Cookie(cookieName); err == nil {
			if v, err := url.QueryUnescape(c.Value); err == nil && same(v) {
				next.ServeHTTP(w, r)
				return
			}
		}
		refuseToken(w)
	})
}

func refuseToken(w http.ResponseWriter) {
	w.Header().Set("WWW-Authenticate", `Bearer realm="dramatis"`)
	writeFault(w, &Fault{Status: http.StatusUnauthorized, Code: "token", Message: "this server answers only to those who have its token",
		Remedy: "open the whole address that dramatis serve printed, or send Authorization: Bearer TOKEN"})
}

# What go build cannot do by itself.

.PHONY: web web-test

# The explorer: built into web/explorer/dist, which go build embeds.
web:
	cd web/explorer && npm ci --no-audit --no-fund && npm run build

# Its tests: the logic, then every flow in Chromium on a store built from examples/.
web-test: web
	cd web/explorer && npm test && npm run browser

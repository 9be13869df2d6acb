// Imports go one way: contracts ← core ← server | dashboard | widget. Checked by bin/check.js, which also makes sure that modules were seen.
const values = { dependencyTypesNot: ['type-only'] }
const apart = (name) => ({
  name: `${name}-stands-alone`,
  comment: `Nothing but ${name} itself and tests imports from ${name}.`,
  severity: 'error',
  from: { path: '^(contracts|core|server|dashboard|widget)/', pathNot: [`^${name}/`, '\\.test\\.tsx?$', '^server/faults/'] },
  to: { path: `^${name}/` },
})

/** The server's folders that hold a part of the domain. */
const domains = 'availability|bot|bots|conversations|handover|knowledge|learning|notifications|people|promises|reports|routing'

module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Two that need each other are one, or need a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: values },
    },
    {
      name: 'contracts-import-nothing-of-ours',
      severity: 'error',
      from: { path: '^contracts/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(core|server|dashboard|widget|e2e|bench|bin)/' },
    },
    {
      name: 'contracts-are-schemas',
      comment: 'Contracts run in every place, so they need zod and nothing else.',
      severity: 'error',
      from: { path: '^contracts/', pathNot: '\\.test\\.ts$' },
      to: { ...values, pathNot: ['^contracts/', '^node_modules/zod/'] },
    },
    {
      name: 'core-is-pure',
      comment: 'Core takes types from contracts and values from nobody: no node:, no zod, no clock.',
      severity: 'error',
      from: { path: '^core/', pathNot: '\\.test\\.ts$|^core/testing/' },
      to: { ...values, pathNot: '^core/' },
    },
    {
      name: 'core-knows-contracts-only',
      severity: 'error',
      from: { path: '^core/', pathNot: '\\.test\\.ts$|^core/testing/' },
      to: { pathNot: '^(core|contracts)/' },
    },
    apart('server'),
    apart('dashboard'),
    apart('widget'),
    {
      name: 'widget-stays-small',
      comment: 'Of our own, the widget takes types from contracts, and from core the fold and what a visitor may see.',
      severity: 'error',
      from: { path: '^widget/', pathNot: '\\.test\\.tsx?$|^widget/testing/' },
      to: { ...values, path: '^(contracts|core)/', pathNot: '^core/(apply|visibility)\\.ts$|^contracts/version\\.ts$' },
    },
    {
      name: 'no-heavy-widget',
      severity: 'error',
      from: { path: '^widget/', pathNot: '\\.test\\.tsx?$|vite\\.config\\.ts$|\\.d\\.ts$|^widget/testing/' },
      to: { ...values, path: '^node_modules/' },
    },
    {
      name: 'domains-meet-in-main',
      comment:
        'A part of the domain gets what it needs of another handed in by main.ts. An api.ts is an edge, and may call its neighbours.',
      severity: 'error',
      from: { path: `^server/(${domains})/`, pathNot: '\\.test\\.ts$|/testing/|/api\\.ts$' },
      to: { ...values, path: `^server/(${domains})/`, pathNot: '^server/$1/' },
    },
    {
      name: 'edges-are-not-called',
      comment: 'http and sockets call the domain, never the other way.',
      severity: 'error',
      from: { path: `^server/(${domains}|db|jobs)/`, pathNot: '\\.test\\.ts$|/api\\.ts$' },
      to: { ...values, path: '^server/(http|realtime)/' },
    },
    {
      name: 'tests-help-tests',
      severity: 'error',
      from: { path: '^(contracts|core|server|dashboard|widget)/', pathNot: '\\.test\\.tsx?$|/testing/|/faults/' },
      to: { path: '/testing/' },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.css', '.json'],
    },
    moduleSystems: ['es6', 'tsd'],
  },
}

import { flagOf, options } from './config.ts'

const commands = [
  ['start', 'Run Baton (what no command means).'],
  ['demo', 'Run it with an invented company, in a data directory of its own, on this machine only.'],
  ['export FILE', 'Write everything into one file; Baton may run meanwhile.'],
  ['import FILE', 'Read such a file into an empty Baton.'],
  ['owner-link', 'Print a link that lets a locked-out owner in again.'],
] as const

const described = Object.values(options).map(({ env, value, means, shown }) => ({ env, flag: flagOf(env), value, means, shown }))

/** What `--help` prints. */
export function helpText(): string {
  const rows = described.map(({ env, flag, value, means, shown }) => `  ${flag} ${value}\n      ${means} [${env}; ${shown}]`)
  const wide = Math.max(...commands.map(([name]) => name.length))
  return [
    'Usage: baton [COMMAND] [OPTION …], or: npm start -- [OPTION …]',
    '',
    'Commands:',
    ...commands.map(([name, means]) => `  ${name.padEnd(wide)}  ${means}`),
    '',
    'Options, each as a flag or as the environment variable in brackets, with what holds when it is not set:',
    ...rows,
  ].join('\n')
}

/** docs/configuration.md. */
export function configurationPage(): string {
  const rows = described.map(
    ({ env, flag, value, means, shown }) => `| \`${env}\` | \`${flag} ${value.replaceAll('|', '\\|')}\` | ${shown} | ${means} |`,
  )
  return `# Configuration

Every option is an environment variable or a flag; a flag wins. This page is written from the schema in \`server/config.ts\`, by \`npx vitest run server/config.test.ts -u\`.

| variable | flag | when not set | what it is |
|---|---|---|---|
${rows.join('\n')}

The demo (\`npm run demo\`) takes the same options, except that it always listens on this machine only, uses the built-in database,
and keeps its data in \`data-demo\` (or in \`demo\` inside \`DATA_DIR\`).
`
}

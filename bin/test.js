// `npm test`: installs everything, builds, runs all tests, and closes with one plain line. With TEST_DATABASE_URL the server's tests
// run once more, on that PostgreSQL. Arguments go to vitest.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from './prepare.js'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const reports = mkdtempSync(join(tmpdir(), 'baton-report-'))
const external = process.env.TEST_DATABASE_URL

await prepare(root, { dev: true }).catch((error) => {
  console.error(error.message)
  process.exit(1)
})
const asked = process.argv.slice(2)
const runs = [run('embedded', asked, undefined)]
if (external) {
  console.log('\nThe server’s tests once more, on the PostgreSQL of TEST_DATABASE_URL:')
  runs.push(run('external', ['--project', 'server', ...(asked.length > 0 ? asked : testsOnDatabase())], external))
}
rmSync(reports, { recursive: true, force: true })
const second = runs.flatMap(({ second }) => second)
if (second.length > 0) console.log(`\nOnly right at their second go, which is to be looked into:\n${second.join('\n')}\n`)
const sum = (key) => runs.reduce((total, counts) => total + counts[key], 0)
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
process.exit(sum('failed') > 0 ? 1 : 0)

/** One run of vitest. What keeps tests from running at all counts as a failure too. */
function run(name, argv, databaseUrl) {
  const report = join(reports, `${name}.json`)
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const env = { ...process.env, TEST_DATABASE_URL: databaseUrl }
  if (databaseUrl === undefined) delete env.TEST_DATABASE_URL
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...argv], { cwd: root, env, stdio: 'inherit' })
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { numPassedTests: 0, numFailedTests: 0, testResults: [] }
  const { numPassedTests: passed, numFailedTests: failed, testResults } = counts
  const second = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
    .map(({ fullName, failureMessages: [first] }) => `  ${fullName}\n    ${first.split('\n')[0]}`)
  return { passed, failed: status === 0 ? failed : Math.max(failed, 1), second }
}

/** Of the parts that a database can make different, the tests that get theirs from server/testing; the others would only do the same again. */
function testsOnDatabase() {
  const files = readdirSync(join(root, 'server'), { recursive: true }).map((file) => join('server', file))
  return files.filter(
    (file) =>
      /^server\/(conversations|jobs|routing|teams)\//.test(file.replaceAll('\\', '/')) &&
      file.endsWith('.test.ts') &&
      /from '[./]+\/testing\/(database|house|http|server)\.ts'/.test(readFileSync(join(root, file), 'utf8')),
  )
}

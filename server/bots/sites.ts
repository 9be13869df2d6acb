/**
 * Whether a page on `host` may carry a bot that is allowed on `sites` (`shop.example.com`, `*.example.com`, with or without a port). No sites
 * means any. A brake against copied snippets, not a boundary: only browsers say truthfully where they are.
 */
export function isAllowed(sites: readonly string[], host: string | null): boolean {
  if (sites.length === 0 || host === null) return true
  return sites.some((site) => fits(site.toLowerCase(), host.toLowerCase()))
}

function fits(site: string, host: string): boolean {
  const bare = /:\d+$/.test(site) ? host : host.replace(/:\d+$/, '')
  if (!site.startsWith('*.')) return bare === site
  return bare.endsWith(site.slice(1)) || bare === site.slice(2)
}

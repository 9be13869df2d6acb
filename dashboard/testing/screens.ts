import { mkdirSync } from 'node:fs'
import chromium from '@sparticuz/chromium'
import { type Browser, type Page, chromium as playwright } from 'playwright-core'

export type Look = { name: string; width: number; height: number; dark: boolean; touch: boolean }

export const looks: readonly Look[] = [
  { name: 'light', width: 1440, height: 900, dark: false, touch: false },
  { name: 'dark', width: 1440, height: 900, dark: true, touch: false },
  { name: 'phone', width: 390, height: 844, dark: false, touch: true },
  { name: 'phone-dark', width: 390, height: 844, dark: true, touch: true },
]

export async function openBrowser(): Promise<Browser> {
  // One process for everything dies with the first context that closes, and web security is what is looked at here.
  const args = chromium.args.filter((arg) => !/single-process|disable-web-security|no-zygote/.test(arg))
  return playwright.launch({ executablePath: await chromium.executablePath(), args: [...args, '--no-sandbox'], headless: true })
}

export async function openPage(browser: Browser, look: Look): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.dark ? 'dark' : 'light',
    hasTouch: look.touch,
    isMobile: look.touch,
    reducedMotion: 'reduce',
    deviceScaleFactor: 1,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  return { page, complaints }
}

export async function shoot(page: Page, folder: string, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png` })
}

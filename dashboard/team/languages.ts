const names = new Intl.DisplayNames('en-GB', { type: 'language' })
const codes =
  'ar bg bs ca cs da de el en es et fa fi fr ga he hi hr hu id is it ja ko lt lv mk ms nb nl pl pt ro ru sk sl sq sr sv th tr uk ur vi zh'

export function languageName(code: string): string {
  return names.of(code) ?? code
}

export const languageCodes: readonly string[] = codes.split(' ').sort((a, b) => languageName(a).localeCompare(languageName(b)))

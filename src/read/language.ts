/** Language tags (BCP 47), as documents misspell them. */

/** `en_US` as `en-US`; undefined where it is no language tag. */
export function toLanguage(text: string | undefined): string | undefined {
  const tag = text?.trim().replaceAll('_', '-')
  return tag && /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(tag) ? tag : undefined
}

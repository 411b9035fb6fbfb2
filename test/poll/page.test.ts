import { describe, expect, test } from 'vitest'
import { isPage } from '../../src/poll/discover.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('a page', () => {
  test.each([
    ['<!DOCTYPE html><p>', undefined],
    ['\n<html lang="ar">', 'application/xml'],
    ['', 'text/html; charset=utf-8'],
  ])('%j as %s is one', (text, type) => expect(isPage(bytes(text), type)).toBe(true))
  test.each([
    ['<?xml version="1.0"?><rss>', 'application/xml'],
    ['{"version": 1}', 'application/json'],
  ])('%j as %s is none', (text, type) => expect(isPage(bytes(text), type)).toBe(false))
})

/**
 * Schemas as JSON Schema (draft 2020-12, which OpenAPI 3.1 has). Promises: what can be said of a value before it is
 * sent is said: types, bounds, patterns, formats, which members there are.
 */

import { type ConversionConfig, type JsonSchema, toJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'

/** `input`: what may be sent. `output`: what it is read as, which is also what answers have. */
type Mode = 'input' | 'output'

/** Schemas under names, which stand once in the document. */
export type Components = Readonly<Record<string, v.GenericSchema>>

export type JsonSchemaObject = Readonly<Record<string, unknown>>

const REFERENCES = '#/components/schemas/'

export function toSchema(schema: v.GenericSchema, mode: Mode, named: Components = {}): JsonSchemaObject {
  const { $schema: _, $defs: _d, ...rest } = toJsonSchema(schema, { ...toConfig(mode), definitions: { ...named } })
  return rest
}

/** What the names stand for. */
export function toComponents(named: Components): JsonSchemaObject {
  const { $defs = {} } = toJsonSchema(v.string(), { ...toConfig('output'), definitions: { ...named } })
  return Object.fromEntries(Object.entries($defs).filter(([name]) => Object.hasOwn(named, name)))
}

function toConfig(typeMode: Mode): ConversionConfig {
  return {
    typeMode,
    target: 'draft-2020-12',
    // Checks in code have no form here; what they refuse is described as an error.
    errorMode: 'ignore',
    overrideRef: ({ referenceId }) => REFERENCES + referenceId,
    overrideAction: ({ valibotAction, jsonSchema }) =>
      valibotAction.type === 'metadata' ? withoutOwn(jsonSchema) : undefined,
    overrideSchema: ({ valibotSchema, jsonSchema }) => toOverride(valibotSchema, jsonSchema, typeMode),
  }
}

/** What only our own reading needs to know. */
function withoutOwn({ beyond: _, ...rest }: JsonSchema & { readonly beyond?: unknown }): JsonSchema {
  return rest
}

type Lazy = { readonly getter: (input: unknown) => v.GenericSchema }

function toOverride(schema: object, json: JsonSchema, mode: Mode): JsonSchema | undefined {
  const { type } = schema as { readonly type: string }
  // What a value is looked at by: a text, or an object.
  if (type === 'lazy') {
    const { getter } = schema as Lazy
    return { anyOf: ['', {}].map((value) => toSchema(getter(value), mode) as JsonSchema) }
  }
  // Other members of what is sent are refused; those of a caller's own begin with an underscore.
  if (type === 'loose_object') return { ...json, additionalProperties: true }
  if (type === 'object' && mode === 'input') return { ...json, additionalProperties: false, patternProperties: OWN }
  return undefined
}

const OWN = { '^_[A-Za-z]': {} }

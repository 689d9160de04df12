// Anthropic's input_schema of a tool, without strict. It does not look into patterns.
import { invalid, keyword, refuses } from './rules.mjs';

// §Tool definitions: "input_schema", a JSON Schema object
const DEFINE = 'https://platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools';
// "input_schema does not support oneOf, allOf, or anyOf at the top level"
const TOP_LEVEL = 'https://github.com/anthropics/claude-code/issues/5878';
// "It must match JSON Schema draft 2020-12"
const VALID = 'https://github.com/anthropics/claude-code/issues/63673';
// "Property keys should match pattern '^[a-zA-Z0-9_.-]{1,64}$'"
const KEYS = 'https://github.com/anthropics/claude-code/issues/79418';

const KEY = /^[a-zA-Z0-9_.-]{1,64}$/;

export const ANTHROPIC = {
  name: 'anthropic',
  rules: [
    refuses("its type is not 'object'", DEFINE, { properties: {} },
      ({ schema, isRoot }) => isRoot && schema.type !== 'object'),
    refuses('it has a keyword that must not stand at the top', TOP_LEVEL,
      { type: 'object', properties: { a: {} }, oneOf: [{ required: ['a'] }] },
      ({ schema, isRoot }) => isRoot && keyword(schema, 'oneOf', 'allOf', 'anyOf')),
    refuses('it is no valid JSON Schema 2020-12', VALID,
      { type: 'object', properties: { a: { type: 'array', items: [{ type: 'string' }] } } },
      ({ schema, isRoot }) => isRoot && invalid({ schema: { ...schema, pattern: undefined }, isRoot })),
    refuses("the name of an argument is not of '^[a-zA-Z0-9_.-]{1,64}$'", KEYS,
      { type: 'object', properties: { 'filter[name]': { type: 'string' } } },
      ({ schema, isRoot }) => isRoot && Object.keys(schema.properties ?? {}).find(name => !KEY.test(name))),
  ],
};

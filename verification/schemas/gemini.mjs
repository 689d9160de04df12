// Gemini's function declarations: the subset of OpenAPI 3.0 that 'parameters' is, as Google's own client fills it from
// an MCP tool.
import { changes, isArray, keyword, refuses } from './rules.mjs';

// Interface Schema: the fields that there are
const FIELDS = 'https://googleapis.github.io/js-genai/release_docs/interfaces/types.Schema.html';
// "Parameter names must start with a letter or an underscore …"
const DECLARATION = 'https://cloud.google.com/vertex-ai/docs/reference/rest/v1beta1/FunctionDeclaration';
// mcp_to_gemini_tool: what is left out, and what becomes anyOf and nullable
const CLIENT = 'https://github.com/googleapis/python-genai/blob/main/google/genai/_mcp_utils.py';
// "parameters.properties[query].properties: should be non-empty for OBJECT type"
const EMPTY = 'https://github.com/MarkusPfundstein/mcp-obsidian/issues/21';
// the same at the top, where clients leave the parameters out
const NOTHING = 'https://github.com/pipecat-ai/pipecat-flows/issues/110';
// "items: missing field"
const ITEMS = 'https://github.com/kkrishnan90/gemini-desktop/pull/7';
// "it has missing types in its parameter schema"
const TYPES = 'https://github.com/arben-adm/mcp-sequential-thinking/issues/12';
// "Gemini API requires all enum values in function declarations to be strings"
const ENUMS = 'https://github.com/router-for-me/CLIProxyAPI/blob/main/internal/util/gemini_schema.go';

const KNOWN = [
  'anyOf', 'default', 'description', 'enum', 'example', 'format', 'items', 'maximum', 'maxItems', 'maxLength',
  'maxProperties', 'minimum', 'minItems', 'minLength', 'minProperties', 'nullable', 'pattern', 'properties',
  'propertyOrdering', 'required', 'title', 'type',
];
// These carry the shape of an argument, or what it may be: left out, nothing is left of it.
const SHAPE = [
  '$dynamicRef', 'allOf', 'not', 'if', 'then', 'else', 'dependentSchemas', 'patternProperties', 'prefixItems', 'const',
];
// These the client translates.
const TRANSLATED = ['$ref', '$defs', 'definitions', 'oneOf'];

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

const ARGUMENT = schema => ({ type: 'object', properties: { a: schema } });
const unknown = schema => Object.keys(schema)
  .find(each => !KNOWN.includes(each) && !SHAPE.includes(each) && !TRANSLATED.includes(each));
const isEmpty = schema => schema.type === 'object' && Object.keys(schema.properties ?? {}).length === 0;

/** Whether the schema refers to what it stands in, or to something elsewhere. */
function refersBadly({ schema, path, root }) {
  if (typeof schema.$ref !== 'string') {
    return undefined;
  }
  const target = schema.$ref.startsWith('#/')
    && schema.$ref.slice(2).split('/').reduce((at, step) => at?.[step], root);
  return !target || `${path}/`.startsWith(`${schema.$ref.slice(1)}/`) ? schema.$ref : undefined;
}

export const GEMINI = {
  name: 'gemini',
  rules: [
    refuses("its type is not 'object'", FIELDS, { type: 'string' },
      ({ schema, isRoot }) => isRoot && schema.type !== 'object'),
    refuses('the name of an argument is not of letters, digits and underscores', DECLARATION,
      { type: 'object', properties: { 'max-results': { type: 'integer' } } },
      ({ schema }) => Object.keys(schema.properties ?? {}).find(name => !NAME.test(name))),
    refuses('an argument has no type', TYPES, ARGUMENT({ description: 'anything' }),
      ({ schema, isRoot, path }) => !isRoot && /\/(properties\/[^/]+|items)$/.test(path)
        && !keyword(schema, 'type', 'anyOf', 'oneOf', '$ref')),
    refuses('an object in it has no properties', EMPTY, ARGUMENT({ type: 'object' }),
      ({ schema, isRoot }) => !isRoot && isEmpty(schema)),
    refuses("an array has no 'items'", ITEMS, ARGUMENT({ type: 'array' }),
      ({ schema }) => isArray(schema) && !('items' in schema)),
    refuses('a value of an enum is no string', ENUMS, ARGUMENT({ type: 'integer', enum: [1, 2] }),
      ({ schema }) => schema.enum?.some(value => typeof value !== 'string')),
    refuses('it refers to itself or elsewhere', CLIENT, ARGUMENT({ $ref: '#/properties' }), refersBadly),
    refuses('it says by a keyword what cannot be said', FIELDS, ARGUMENT({ type: 'string', const: 'a' }),
      ({ schema }) => keyword(schema, ...SHAPE)),
    changes('a keyword is left out', CLIENT, { ...ARGUMENT({ type: 'string' }), additionalProperties: false },
      ({ schema }) => unknown(schema)),
    changes('a keyword is translated', CLIENT, ARGUMENT({ oneOf: [{ type: 'string' }] }),
      ({ schema }) => keyword(schema, ...TRANSLATED)),
    changes('several types become anyOf, and null becomes nullable', CLIENT, ARGUMENT({ type: ['string', 'null'] }),
      ({ schema }) => Array.isArray(schema.type)),
    changes('the parameters are left out, as there are none', NOTHING, { type: 'object', properties: {} },
      ({ schema, isRoot }) => isRoot && isEmpty(schema)),
  ],
};

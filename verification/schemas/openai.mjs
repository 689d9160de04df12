// OpenAI's function parameters: as they are sent with strict: false, and as strict clients send them.
import { changes, invalid, isArray, isObject, keyword, looksAround, refuses } from './rules.mjs';

// "schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level"
const TOP_LEVEL = 'https://github.com/langchain-ai/langchainjs/issues/9804';
// "In context=(), object schema missing properties"
const PROPERTIES = 'https://github.com/openai/openai-agents-python/issues/449';
// "array schema missing items"
const ITEMS = 'https://github.com/streamnative/streamnative-mcp-server/issues/26';
// "regex lookaround is not supported"
const LOOKAROUND = 'https://github.com/vercel/ai/pull/21037';
// "'object' is not of type 'object', 'boolean'"
const VALID = 'https://github.com/smallmain/vscode-unify-chat-provider/issues/162';
// §Supported schemas
const GUIDE = 'https://developers.openai.com/api/docs/guides/structured-outputs#supported-schemas';
// ensure_strict_json_schema
const AGENTS = 'https://github.com/openai/openai-agents-python/blob/main/src/agents/strict_schema.py';
// "default, minLength, and maxLength can be rejected by the API"
const LEFT_OUT = 'https://github.com/openai/openai-node/pull/1988';
// OpenAIJsonSchemaTransformer
const PYDANTIC = 'https://github.com/pydantic/pydantic-ai/blob/main/pydantic_ai_slim/pydantic_ai/profiles/openai.py';

const ARGUMENT = schema => (
  { type: 'object', properties: { a: schema }, required: ['a'], additionalProperties: false });

const ANY = [
  refuses('it is no valid JSON Schema', VALID, ARGUMENT('string'), invalid),
  refuses("its type is not 'object'", TOP_LEVEL, { type: 'string', properties: {} },
    ({ schema, isRoot }) => isRoot && schema.type !== 'object'),
  refuses('it has a keyword that must not stand at the top', TOP_LEVEL,
    { ...ARGUMENT({ type: 'string' }), anyOf: [{ required: ['a'] }] },
    ({ schema, isRoot }) => isRoot && keyword(schema, 'oneOf', 'anyOf', 'allOf', 'enum', 'const', 'not')),
  refuses("it has no 'properties'", PROPERTIES, { type: 'object', additionalProperties: false },
    ({ schema, isRoot }) => isRoot && !('properties' in schema)),
  refuses("an array has no 'items'", ITEMS, ARGUMENT({ type: 'array' }),
    ({ schema }) => isArray(schema) && !('items' in schema)),
  refuses('a pattern looks around', LOOKAROUND, ARGUMENT({ type: 'string', pattern: '^(?!-)[a-z-]+$' }),
    ({ schema }) => looksAround(schema.pattern) && schema.pattern),
];

export const OPENAI = { name: 'openai', rules: ANY };

const FORMATS = ['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid'];
const MAX_DEPTH = 10;
const MAX_PROPERTIES = 5_000;

const count = schema => (schema === null || typeof schema !== 'object' ? 0
  : Object.keys(schema.properties ?? {}).length + Object.values(schema).reduce((sum, each) => sum + count(each), 0));
const depth = path => path.split('/').filter(step => step === 'properties' || step === 'items').length;
const deep = (levels, inner) => (levels === 0 ? inner : ARGUMENT(deep(levels - 1, inner)));

export const OPENAI_STRICT = {
  name: 'openai-strict',
  rules: [
    ...ANY,
    refuses('an object is open', AGENTS, { ...ARGUMENT({ type: 'string' }), additionalProperties: true },
      ({ schema }) => isObject(schema) && Boolean(schema.additionalProperties)),
    refuses('it has a keyword that is not supported', GUIDE, ARGUMENT({ not: { type: 'string' } }),
      ({ schema }) => keyword(schema, 'not', 'dependentRequired', 'dependentSchemas', 'if', 'then', 'else')),
    refuses('it has more than one schema in allOf', GUIDE, ARGUMENT({ allOf: [{ type: 'string' }, { enum: ['a'] }] }),
      ({ schema }) => schema.allOf?.length > 1),
    refuses('it has a keyword that is known to be refused', PYDANTIC,
      ARGUMENT({ type: 'array', items: { type: 'string' }, uniqueItems: true }),
      ({ schema }) => keyword(schema, 'patternProperties', 'unevaluatedProperties', 'unevaluatedItems', 'propertyNames',
        'minProperties', 'maxProperties', 'contains', 'minContains', 'maxContains', 'uniqueItems')),
    refuses('it nests more than 10 levels', GUIDE, deep(11, { type: 'string' }),
      ({ path }) => depth(path) > MAX_DEPTH),
    refuses('it has more than 5000 properties', GUIDE,
      { type: 'object', properties: Object.fromEntries(Array.from({ length: 5_001 }, (_, at) => [`a${at}`, {}])) },
      ({ schema, isRoot }) => isRoot && count(schema) > MAX_PROPERTIES),
    changes('an argument that may be absent becomes required, and may be null', GUIDE,
      { ...ARGUMENT({ type: 'string' }), required: [] },
      ({ schema }) => Object.keys(schema.properties ?? {}).find(name => !schema.required?.includes(name))),
    changes("'additionalProperties': false is added", AGENTS, { type: 'object', properties: {} },
      ({ schema }) => isObject(schema) && !('additionalProperties' in schema)),
    changes("'oneOf' becomes 'anyOf'", AGENTS, ARGUMENT({ oneOf: [{ type: 'string' }, { type: 'number' }] }),
      ({ schema }) => 'oneOf' in schema),
    changes("'allOf' is merged", AGENTS, ARGUMENT({ allOf: [{ type: 'string' }] }),
      ({ schema }) => schema.allOf?.length === 1),
    changes('a keyword is left out', LEFT_OUT, ARGUMENT({ type: 'string', minLength: 1 }),
      ({ schema }) => keyword(schema, 'default', 'minLength', 'maxLength')),
    changes('a format is left out', PYDANTIC, ARGUMENT({ type: 'string', format: 'uri' }),
      ({ schema }) => 'format' in schema && !FORMATS.includes(schema.format) && schema.format),
  ],
};

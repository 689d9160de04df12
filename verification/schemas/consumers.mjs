// The consumers whose rules every tool must keep, in the order of the table's columns.
import { ANTHROPIC } from './anthropic.mjs';
import { GEMINI } from './gemini.mjs';
import { LLAMA_CPP, LM_STUDIO } from './llama-cpp.mjs';
import { OPENAI, OPENAI_STRICT } from './openai.mjs';

export const CONSUMERS = [OPENAI, OPENAI_STRICT, ANTHROPIC, GEMINI, LLAMA_CPP, LM_STUDIO];

// Runs before each end-to-end file.
import { quickJava } from './quick-java-options.ts';

Object.assign(process.env, quickJava);

import { listWords } from './list-words.ts';

/** Common English words, the most frequent first, from which sentences are made. Their order decides the bytes of every model that uses them. */
export const commonWords = listWords(`
the, of, and, a, to, in, with, for, on, new, small, large, first, next, old, every, another, early, late, open
river, window, garden, letter, market, morning, evening, paper, story, city, village, table, water, light, road, house, stone, music, winter, summer
quiet, bright, green, blue, heavy, gentle, narrow, distant, golden, simple, useful, careful, warm, cold, fresh, familiar, patient, curious, steady, hidden
walks, brings, finds, keeps, opens, follows, carries, writes, reads, builds, grows, waits, turns, calls, offers, shows, holds, draws, moves, reaches
near, over, under, after, before, between, through, along, across, toward, within, beyond, around, above, below, during, without, upon, since, until
friend, neighbour, teacher, doctor, baker, sailor, farmer, painter, traveller, captain, student, gardener, merchant, singer, guest, child, family, crowd, team, visitor
bridge, harbour, mountain, valley, forest, island, station, library, kitchen, corner, tower, street, field, orchard, meadow, shore, tunnel, square, bakery, theatre
book, map, lamp, clock, basket, bottle, ladder, mirror, blanket, hammer, candle, pocket, button, ribbon, anchor, compass, kettle, pencil, wagon, bell
bread, honey, apple, coffee, pepper, butter, cherry, lemon, onion, barley, ginger, olive, plum, rice, salt, soup, sugar, tea, almond, walnut
sparrow, horse, rabbit, salmon, spider, turtle, falcon, badger, beetle, heron, otter, pigeon, raven, squirrel, swallow, tiger, donkey, lizard, panther, whale
idea, question, answer, promise, journey, season, moment, memory, secret, silence, habit, reason, chance, choice, effort, plan, price, rule, shape, signal
slowly, quickly, often, always, seldom, together, perhaps, almost, again, soon, clearly, easily, finally, gladly, kindly, nearly, rarely, softly, twice, usually
red, silver, wooden, round, hollow, clever, honest, modern, ancient, proud, ready, gradual, sudden, plain, proper, rough, smooth, silent, tidy, wide
cloud, rain, storm, thunder, breeze, frost, sunrise, shadow, tide, rainbow, dust, ember, flame, pebble, sand, smoke, spring, autumn, horizon, moon
`);

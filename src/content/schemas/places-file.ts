// The form of knowledge-base/<line>/places.yaml. Must not know what lies where.

import * as z from 'zod';
import { coordinate, format, oneOf, scalar, text, texts } from './scalar.ts';

const place = z.strictObject({
  id: scalar('placeId', 'Path from the country down: `de`, `de/hamburg`.'),
  kind: oneOf(['country', 'region', 'city'], 'What it is.'),
  name: texts('Its name.'),
  also: z
    .array(text('A spelling.'))
    .meta({ description: 'Other spellings that people write, in any language, the local one included.' })
    .exactOptional(),
  latitude: coordinate('latitude', 'Degrees north, WGS 84.'),
  longitude: coordinate('longitude', 'Degrees east, WGS 84.'),
  'time-zone': scalar('timeZone', 'Needed for countries; places below inherit it.').exactOptional(),
});

export const placesFile = z.strictObject({
  format,
  places: z.array(place).min(1).meta({ description: 'Countries, regions and cities.' }),
});

export type PlacesFile = z.output<typeof placesFile>;

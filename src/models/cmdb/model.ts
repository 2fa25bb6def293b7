import { defineModel } from '../../model/model.ts';
import { events } from './events/event.ts';
import { apiService } from './nodes/api-service.ts';
import { backgroundService } from './nodes/background-service.ts';
import { businessService } from './nodes/business-service.ts';
import { dataCenter } from './nodes/data-center.ts';
import { database } from './nodes/database.ts';
import { microservice } from './nodes/microservice.ts';
import { mobileBackend } from './nodes/mobile-backend.ts';
import { networkDevice } from './nodes/network-device.ts';
import { region } from './nodes/region.ts';
import { server } from './nodes/server.ts';
import { webApplication } from './nodes/web-application.ts';
import { queries } from './queries.ts';
import { connectsTo } from './relationships/connects-to.ts';
import { dependsOn } from './relationships/depends-on.ts';
import { hostedIn } from './relationships/hosted-in.ts';
import { locatedIn } from './relationships/located-in.ts';
import { runsOn } from './relationships/runs-on.ts';
import { supports } from './relationships/supports.ts';
import { schema } from './schema.ts';

/** An IT estate: configuration items, what they run on and depend on, and the events that hit them. */
export const cmdb = defineModel({
  name: 'cmdb',
  version: '1.1.0',
  label: 'ConfigurationItem',
  nodes: [
    region,
    dataCenter,
    networkDevice,
    server,
    database,
    webApplication,
    apiService,
    microservice,
    backgroundService,
    mobileBackend,
    businessService,
  ],
  relationships: [locatedIn, hostedIn, connectsTo, runsOn, dependsOn, supports],
  schema,
  events,
  queries,
});

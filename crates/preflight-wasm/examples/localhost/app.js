const express = require('express');
const mongoose = require('mongoose');

const app = express();

mongoose.connect('mongodb://localhost:27017/notes');

app.get('/', async (req, res) => {
  res.json(await mongoose.connection.collection('notes').find().toArray());
});

app.listen(process.env.PORT, '0.0.0.0');
